import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { FieldProps } from '@rjsf/utils';
import { Alert, AutoComplete, Button, Checkbox, Input, Select, Space } from 'antd';
import { useState } from 'react';
import type { Fact } from '../../types';
import type { FormContext } from '../FormEditor';
import { Labelled } from './label';
import { condition, group, GROUPS, NOTES, office, read, write, type Kind, type RulePart } from './rule';

const SAID: Record<string, string> = { 全部满足: '每一条都要满足', 任一满足: '满足任何一条就行', 都不满足: '一条都不能有' };

/** 资格 and 若: conditions in groups, as deep as one likes. */
export function RuleField({ formData, onChange, schema, readonly, fieldPathId, registry }: FieldProps) {
  const { facts } = registry.formContext as FormContext;
  const part = formData === undefined || formData === null ? condition() : read(formData);
  return (
    <Labelled title={schema.title}>
      {part ? (
        <Part part={part} facts={facts} readOnly={Boolean(readonly)} top onChange={(next) => onChange(write(next), fieldPathId.path)} />
      ) : (
        <Alert type="info" title="这一条的写法表单里显示不了，请在“文字”里改。" />
      )}
    </Labelled>
  );
}

interface PartProps {
  part: RulePart;
  facts: Fact[];
  readOnly: boolean;
  top?: boolean;
  onChange: (part: RulePart) => void;
  onRemove?: () => void;
}

function Part({ part, facts, readOnly, top = false, onChange, onRemove }: PartProps) {
  const grouped = (GROUPS as readonly string[]).includes(part.kind);
  return (
    <div className={grouped ? `rule-group${top ? '' : ' rule-group--inner'}` : ''}>
      <div className="rule-row">
        <div className="rule-row__main">
          {grouped ? (
            <GroupKind part={part} readOnly={readOnly} onChange={onChange} />
          ) : (
            <Single part={part} facts={facts} readOnly={readOnly} top={top} onChange={onChange} />
          )}
        </div>
        <Notes part={part} readOnly={readOnly} onChange={onChange} />
        {onRemove && <Button aria-label="删掉这一条" icon={<DeleteOutlined />} disabled={readOnly} onClick={onRemove} />}
      </div>
      {grouped && <Members part={part} facts={facts} readOnly={readOnly} onChange={onChange} />}
    </div>
  );
}

function GroupKind({ part, readOnly, onChange }: Omit<PartProps, 'facts'>) {
  return (
    <Select<Kind>
      aria-label="怎样才算"
      value={part.kind}
      disabled={readOnly}
      className="choice"
      options={GROUPS.map((kind) => ({ value: kind, label: SAID[kind] }))}
      onChange={(kind) => onChange({ ...part, kind })}
    />
  );
}

function Single({ part, facts, readOnly, top, onChange }: PartProps) {
  if (part.kind === '人人可享') {
    return (
      <Space wrap>
        <b>人人可享</b>
        <Button size="small" disabled={readOnly} onClick={() => onChange(group())}>
          改成有条件
        </Button>
      </Space>
    );
  }
  if (part.kind === '人工核实') {
    return <Input prefix="由窗口核实：" aria-label="由窗口核实什么" value={part.text} readOnly={readOnly} onChange={(event) => onChange({ ...part, text: event.target.value })} />;
  }
  return (
    <Space.Compact className="wide">
      <ConditionInput text={part.text} facts={facts} readOnly={readOnly} onChange={(text) => onChange({ ...part, text })} />
      {top && (
        <Button disabled={readOnly} onClick={() => onChange({ ...group(), members: [part] })}>
          加条件
        </Button>
      )}
    </Space.Compact>
  );
}

/** A condition, with the facts whose names go on from what is typed. */
function ConditionInput({ text, facts, readOnly, onChange }: { text: string; facts: Fact[]; readOnly: boolean; onChange: (text: string) => void }) {
  const typed = text.replace(/^非\s*/, '');
  const fitting = facts.filter((fact) => typed !== fact.name && fact.name.includes(typed)).slice(0, 12);
  const lead = text.startsWith('非') ? '非 ' : '';
  return (
    <AutoComplete
      className="wide"
      value={text}
      disabled={readOnly}
      options={fitting.map((fact) => ({ value: lead + example(fact), label: `${fact.name}（${fact.kind}）` }))}
      onChange={onChange}
    >
      <Input aria-label="条件" placeholder="例如 年龄 >= 65、残疾证、非 特困、户籍地 属于 四川省" />
    </AutoComplete>
  );
}

function example(fact: Fact): string {
  if (fact.kind === '是否') return fact.name;
  if (fact.kind === '选项') return `${fact.name} = ${fact.options[0]?.value ?? ''}`;
  return fact.kind === '地区' ? `${fact.name} 属于 四川省` : `${fact.name} >= `;
}

function Notes({ part, readOnly, onChange }: Omit<PartProps, 'facts'>) {
  const [open, setOpen] = useState(false);
  const written = NOTES.filter((name) => part.notes[name]);
  return (
    <div>
      <Button type={written.length ? 'default' : 'dashed'} aria-expanded={open} title={written.map((name) => `${name}：${part.notes[name]}`).join('\n')} onClick={() => setOpen(!open)}>
        {written.length ? `说明、依据（${written.length}）` : '说明、依据'}
      </Button>
      {open && (
        <div className="rule-notes">
          {part.kind === '条件' && !part.members.length && (
            <Checkbox disabled={readOnly} checked={part.unasked} onChange={(event) => onChange({ ...part, unasked: event.target.checked })}>
              不问居民，没说的由窗口核实
            </Checkbox>
          )}
          {NOTES.map((name) => (
            <Input.TextArea
              key={name}
              aria-label={name}
              placeholder={{ 说明: '平常话怎么说', 依据: '文号和条款', 改变: '怎样才会变' }[name]}
              rows={1}
              value={part.notes[name] ?? ''}
              readOnly={readOnly}
              onChange={(event) => onChange({ ...part, notes: { ...part.notes, [name]: event.target.value } })}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function Members({ part, facts, readOnly, onChange }: PartProps) {
  const replace = (index: number, member: RulePart) =>
    onChange({ ...part, members: part.members.map((old, at) => (at === index ? member : old)) });
  const add = (member: RulePart) => onChange({ ...part, members: [...part.members, member] });
  return (
    <div>
      {part.members.map((member, index) => (
        <Part
          key={index}
          part={member}
          facts={facts}
          readOnly={readOnly}
          onChange={(next) => replace(index, next)}
          onRemove={() => onChange({ ...part, members: part.members.filter((_, at) => at !== index) })}
        />
      ))}
      <Space wrap size="small">
        <Button size="small" icon={<PlusOutlined />} disabled={readOnly} onClick={() => add(condition())}>
          加一条
        </Button>
        <Button size="small" icon={<PlusOutlined />} disabled={readOnly} onClick={() => add(group('任一满足'))}>
          加一组
        </Button>
        <Button size="small" icon={<PlusOutlined />} disabled={readOnly} onClick={() => add(office())}>
          加“由窗口核实”
        </Button>
      </Space>
    </div>
  );
}
