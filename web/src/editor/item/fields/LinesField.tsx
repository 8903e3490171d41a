import type { FieldProps } from '@rjsf/utils';
import { Input } from 'antd';
import { useState } from 'react';
import { Labelled } from './label';

/** A list of texts: one a line. */
export function LinesField({ formData, onChange, schema, readonly, fieldPathId, name }: FieldProps) {
  const [text, setText] = useState(() => ((formData as unknown[] | undefined) ?? []).join('\n'));
  const write = (typed: string) => {
    setText(typed);
    onChange(typed.split('\n').map((line) => line.trim()).filter(Boolean), fieldPathId.path);
  };
  const title = schema.title ?? name;
  return (
    <Labelled title={`${title}（每行一条）`}>
      <Input.TextArea aria-label={title} value={text} readOnly={readonly} rows={Math.min(Math.max(text.split('\n').length, 1), 12)} onChange={(event) => write(event.target.value)} />
    </Labelled>
  );
}
