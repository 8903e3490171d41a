import type { FieldProps } from '@rjsf/utils';
import { Segmented, Select } from 'antd';
import type { FormContext } from '../FormEditor';
import { Labelled } from './label';

/** 结论 of a 用例: one word for the item, or one for each benefit. */
export function VerdictField({ formData, onChange, schema, readonly, fieldPathId, registry }: FieldProps) {
  const { benefits } = registry.formContext as FormContext;
  const words = ((schema as Record<string, unknown>)['x-words'] as string[]).map((word) => ({ value: word, label: word }));
  const each = typeof formData === 'object' && formData !== null;
  const value = each ? (formData as Record<string, string>) : {};
  const tell = (next: unknown) => onChange(next, fieldPathId.path);
  return (
    <Labelled title={schema.title}>
      <Segmented
        value={each ? 'each' : 'whole'}
        disabled={readonly}
        options={[{ label: '整项', value: 'whole' }, { label: '分待遇', value: 'each' }]}
        onChange={(kind) => tell(kind === 'each' ? Object.fromEntries(benefits.map((name) => [name, '符合'])) : '符合')}
      />
      {each ? (
        [...new Set([...benefits, ...Object.keys(value)])].map((name) => (
          <div key={name} className="facts-row">
            <span>{name}</span>
            <Select
              aria-label={name}
              allowClear
              placeholder="不考"
              disabled={readonly}
              value={value[name]}
              options={words}
              onChange={(word?: string) => {
                const { [name]: _, ...rest } = value;
                tell(word ? { ...rest, [name]: word } : rest);
              }}
            />
          </div>
        ))
      ) : (
        <Select aria-label="整项的结论" className="choice" disabled={readonly} value={(formData as string | undefined) ?? undefined} options={words} onChange={tell} />
      )}
    </Labelled>
  );
}
