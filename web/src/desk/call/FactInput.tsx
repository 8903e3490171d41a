import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { RegionList, REGION_LIST } from './RegionList';
import type { FactInputSpec, Value } from './types';

interface FactInputProps {
  label: string;
  input: FactInputSpec;
  initial?: string;
  onChosen: (value: Value) => void;
}

const HINTS: Partial<Record<FactInputSpec['kind'], string>> = {
  date: '如 1950-03-02，只知道年份就写 1950',
  region: '如 成都市武侯区',
};

/** One fact: buttons where there are choices, else a field; the server says what cannot be. */
export function FactInput({ label, input, initial = '', onChosen }: FactInputProps) {
  const [typed, setTyped] = useState(initial);
  if (input.options.length) {
    return (
      <Space wrap role="group" aria-label={label}>
        {input.options.map(({ value, title }) => (
          <Button key={title} onClick={() => onChosen(value)}>
            {title}
          </Button>
        ))}
      </Space>
    );
  }
  const submit = () => typed.trim() && onChosen(typed.trim());
  return (
    <Space.Compact>
      <Input
        aria-label={label}
        value={typed}
        placeholder={HINTS[input.kind]}
        inputMode={input.kind === 'number' || input.kind === 'money' ? 'decimal' : undefined}
        list={input.kind === 'region' ? REGION_LIST : undefined}
        suffix={input.unit || undefined}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={submit}
      />
      <Button onClick={submit}>确定</Button>
      {input.kind === 'region' && <RegionList />}
    </Space.Compact>
  );
}
