import type { FieldProps } from '@rjsf/utils';
import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { Labelled } from './label';

const UNVERIFIED = '待核';

/** 值: a number, a text, or 待核. */
export function FigureField({ formData, onChange, schema, readonly, fieldPathId }: FieldProps) {
  const [text, setText] = useState(() => (formData === undefined || formData === null ? '' : String(formData)));
  const write = (typed: string) => {
    setText(typed);
    const trimmed = typed.trim();
    onChange(/^-?\d{1,15}(\.\d{1,6})?$/.test(trimmed) ? Number(trimmed) : trimmed, fieldPathId.path);
  };
  return (
    <Labelled title={schema.title}>
      <Space.Compact className="wide">
        <Input aria-label={schema.title} value={text} readOnly={readonly} onChange={(event) => write(event.target.value)} />
        <Button disabled={readonly} onClick={() => write(UNVERIFIED)}>
          {UNVERIFIED}
        </Button>
      </Space.Compact>
    </Labelled>
  );
}
