import { DeleteOutlined } from '@ant-design/icons';
import type { FieldProps } from '@rjsf/utils';
import { Button, Input, Select } from 'antd';
import type { Data, Fact } from '../../types';
import type { FormContext } from '../FormEditor';
import { Labelled } from './label';

interface FactsEditorProps {
  facts: Fact[];
  value: Data;
  onChange: (value: Data) => void;
  readOnly?: boolean;
}

/** Facts of somebody: a name and a value a row; names only from the vocabulary. */
export function FactsEditor({ facts, value, onChange, readOnly = false }: FactsEditorProps) {
  const by = new Map(facts.map((fact) => [fact.name, fact]));
  const names = Object.keys(value);
  const free = facts.filter((fact) => !(fact.name in value)).map((fact) => ({ value: fact.name, label: fact.name }));
  const without = (name: string) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  const first = (fact?: Fact) => (fact?.kind === '是否' ? '是' : (fact?.options[0]?.value ?? ''));
  return (
    <div>
      {names.map((name) => (
        <div key={name} className="facts-row">
          <span>{name}{by.get(name)?.unit && <span className="faint">（{by.get(name)!.unit}）</span>}</span>
          <FactValue fact={by.get(name)} name={name} value={value[name]} readOnly={readOnly} onChange={(next) => onChange({ ...value, [name]: next })} />
          <Button aria-label={`去掉${name}`} icon={<DeleteOutlined />} disabled={readOnly} onClick={() => onChange(without(name))} />
        </div>
      ))}
      <Select
        aria-label="加一个情况"
        placeholder="加一个情况…"
        showSearch
        className="wide"
        disabled={readOnly}
        value={null}
        options={free}
        onChange={(name: string | null) => name && onChange({ ...value, [name]: first(by.get(name)) })}
      />
    </div>
  );
}

interface FactValueProps {
  fact?: Fact;
  name: string;
  value: unknown;
  readOnly: boolean;
  onChange: (value: unknown) => void;
}

function FactValue({ fact, name, value, readOnly, onChange }: FactValueProps) {
  const shown = value === true ? '是' : value === false ? '否' : String(value ?? '');
  if (fact?.kind === '是否') {
    return <Select aria-label={name} value={shown} disabled={readOnly} onChange={onChange} options={['是', '否'].map((one) => ({ value: one, label: one }))} />;
  }
  if (fact?.options.length) {
    return <Select aria-label={name} value={shown || undefined} disabled={readOnly} onChange={onChange} options={fact.options.map((one) => ({ value: one.value, label: one.title }))} />;
  }
  const numeric = fact?.kind === '整数' || fact?.kind === '金额';
  const hint = fact?.kind === '日期' ? '1960-05-01' : fact?.kind === '地区' ? '例如 成都市' : '';
  return (
    <Input
      aria-label={name}
      value={shown}
      placeholder={hint}
      readOnly={readOnly}
      onChange={(event) => {
        const typed = event.target.value;
        onChange(numeric && /^\d{1,12}(\.\d+)?$/.test(typed) ? Number(typed) : typed);
      }}
    />
  );
}

export function FactsField({ formData, onChange, schema, readonly, fieldPathId, registry }: FieldProps) {
  const { facts } = registry.formContext as FormContext;
  return (
    <Labelled title={schema.title}>
      <FactsEditor facts={facts} value={(formData as Data | undefined) ?? {}} readOnly={readonly} onChange={(value) => onChange(value, fieldPathId.path)} />
    </Labelled>
  );
}
