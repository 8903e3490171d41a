import type { InputSpec, Value } from '../types';

/** What a field gives: the value for the profile, and the words for the conversation. */
export interface Answer {
  value: Value;
  text: string;
}

export interface FieldProps {
  input: InputSpec;
  /** Accessible name, usually the question itself. */
  label: string;
  current?: Value | null;
  submitLabel: string;
  disabled?: boolean;
  onAnswer: (answer: Answer) => void;
}

type Option = NonNullable<InputSpec['options']>[number];

const YES_OR_NO: Option[] = [
  { value: true, title: '是' },
  { value: false, title: '否' },
];

/** The choices of a field, or none if it is to be typed or picked. */
export function optionsOf({ kind, options }: InputSpec): Option[] {
  if (options?.length) return options;
  return kind === 'bool' ? YES_OR_NO : [];
}

/** A value that is a word is said as it is; true, false and bare numbers are said by their title. */
export function answerOf({ value, title }: Option): Answer {
  return { value, text: typeof value === 'string' ? value : title };
}

/** Reads a number as typed; returns a sentence for what cannot be taken. */
export function readNumber(typed: string, { kind, min, max, unit }: InputSpec): Answer | string {
  const value = Number(halfWidth(typed));
  const named = unit ?? (kind === 'money' ? '元' : '');
  if (!typed.trim() || !Number.isFinite(value)) return '请填一个数字。';
  if (kind !== 'money' && !Number.isInteger(value)) return '请填整数。';
  if (min !== undefined && value < min) return `请填${min}${named}以上的数。`;
  if (max !== undefined && value > max) return `请填${max}${named}以下的数。`;
  return { value, text: `${value}${named}` };
}

/** Reads a date given as year, month and day; returns a sentence for what cannot be taken. */
export function readDate(year: string, month: string, day: string, today = new Date()): Answer | string {
  const [y, m, d] = [year, month, day].map((part) => Number(halfWidth(part))) as [number, number, number];
  if (!y || !m || !d) return '请把年、月、日都填上。';
  const date = new Date(y, m - 1, d);
  const exists = date.getFullYear() === y && date.getMonth() === m - 1 && date.getDate() === d;
  if (!exists || y < 1880) return '没有这一天，请再看看。';
  if (date > today) return '这一天还没有到，请再看看。';
  return { value: [y, pad(m), pad(d)].join('-'), text: `${y}年${m}月${d}日` };
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}

/** Chinese keyboards also give full-width digits. */
function halfWidth(typed: string): string {
  return typed.trim().replace(/[０-９．]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}
