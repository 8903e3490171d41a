import Form from '@rjsf/antd';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { Alert, Segmented, Spin } from 'antd';
import { useMemo, useState } from 'react';
import { getVocabulary, type Vocabulary } from '../server';
import type { Data, Fact } from '../types';
import { useAsked } from '../useAsked';
import { FactsField } from './fields/FactsField';
import { FigureField } from './fields/FigureField';
import { LinesField } from './fields/LinesField';
import { RuleField } from './fields/RuleField';
import { VerdictField } from './fields/VerdictField';
import { sayInChinese, uiOf, validator } from './form';
import { TEMPLATES } from './templates';

/** What the fields of our own need beside their value. */
export interface FormContext {
  facts: Fact[];
  benefits: string[];
}

const FIELDS = { rule: RuleField, facts: FactsField, verdict: VerdictField, figure: FigureField, lines: LinesField };

/** The parts of a file, so that nobody has two hundred fields before them at once. */
const PARTS: Record<string, readonly string[]> = {
  基本: ['编号', '名称', '领域', '别名', '简介', '服务对象', '服务内容', '服务标准', '支出责任', '牵头负责单位'],
  数: ['参数'],
  待遇和条件: ['待遇'],
  申请: ['申请'],
  依据和核验: ['依据', '有效期', '核验'],
  地区: ['地区'],
  用例: ['用例'],
  问法: ['问法'],
};

interface FormEditorProps {
  data: Data;
  onChange: (data: Data) => void;
  readOnly?: boolean;
}

/** The item as a form made from the JSON Schema of knowledge files. `data` is taken once, at the first drawing. */
export function FormEditor({ data, onChange, readOnly = false }: FormEditorProps) {
  const { data: vocabulary, problem } = useAsked(getVocabulary);
  if (problem) return <Alert type="error" showIcon title={problem} />;
  if (!vocabulary) return <Spin><div className="waiting" /></Spin>;
  return <Parts first={data} onChange={onChange} readOnly={readOnly} vocabulary={vocabulary} />;
}

interface PartsProps {
  first: Data;
  onChange: (data: Data) => void;
  readOnly: boolean;
  vocabulary: Vocabulary;
}

function Parts({ first, onChange, readOnly, vocabulary }: PartsProps) {
  const [data, setData] = useState(first);
  const [part, setPart] = useState('基本');
  const keys = PARTS[part]!;
  const schema = useMemo(() => partOf(vocabulary.schema as RJSFSchema, keys), [vocabulary, keys]);
  const ui = useMemo<UiSchema>(() => ({ ...uiOf(schema, schema), 'ui:submitButtonOptions': { norender: true } }), [schema]);
  const benefits = ((data.待遇 as { 名称?: string }[] | undefined) ?? []).map((benefit) => benefit.名称 ?? '');
  const change = (changed: Data) => {
    const next = { ...data };
    for (const key of keys) {
      if (!isEmpty(changed[key]) || key in first) next[key] = changed[key] ?? emptyLike(data[key]);
      else delete next[key];
    }
    if (JSON.stringify(next) === JSON.stringify(data)) return;
    setData(next);
    onChange(cleaned(next) as Data);
  };
  return (
    <div className="stack">
      <Segmented value={part} onChange={setPart} options={Object.keys(PARTS)} aria-label="哪一部分" className="parts" />
      <Form
        key={part}
        schema={schema}
        uiSchema={ui}
        formData={Object.fromEntries(keys.map((key) => [key, data[key]]))}
        formContext={{ facts: vocabulary.facts, benefits } satisfies FormContext}
        validator={validator}
        fields={FIELDS}
        templates={TEMPLATES}
        translateString={sayInChinese}
        readonly={readOnly}
        noValidate
        experimental_defaultFormStateBehavior={{ emptyObjectFields: 'skipDefaults', arrayMinItems: { populate: 'never' } }}
        onChange={({ formData }) => change(formData as Data)}
      />
    </div>
  );
}

function partOf(schema: RJSFSchema, keys: readonly string[]): RJSFSchema {
  const properties = Object.fromEntries(keys.map((key) => [key, schema.properties![key]!]));
  const required = (schema.required ?? []).filter((key) => keys.includes(key));
  return { ...schema, title: '', properties, required };
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function emptyLike(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return typeof value === 'object' && value ? {} : '';
}

/** Without keys that nobody filled in: rjsf leaves them behind as undefined. */
function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== undefined && one !== null).map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, cleaned(inner)]),
  );
}
