import { useState } from 'react';
import { readDate, type FieldProps } from './answer';
import { FieldForm } from './FieldForm';

const PARTS = [
  { unit: '年', length: 4 },
  { unit: '月', length: 2 },
  { unit: '日', length: 2 },
];

/**
 * A date in three plain boxes. A birthday of long ago is hard to reach in a phone's calendar, and
 * people know it as three numbers.
 */
export function DateField({ label, current, submitLabel, disabled, onAnswer }: FieldProps) {
  const [parts, setParts] = useState(() => partsOf(current));
  const [year = '', month = '', day = ''] = parts;
  const change = (index: number, typed: string) => setParts(parts.map((part, at) => (at === index ? typed : part)));
  return (
    <FieldForm label={label} submitLabel={submitLabel} disabled={disabled} read={() => readDate(year, month, day)} onAnswer={onAnswer}>
      {(marks) =>
        PARTS.map(({ unit, length }, index) => (
          <label className="datepart" key={unit}>
            <input
              className={`input input--${length}`}
              inputMode="numeric"
              autoComplete="off"
              maxLength={length}
              value={parts[index]}
              onChange={(event) => change(index, event.target.value)}
              {...marks}
            />
            {unit}
          </label>
        ))
      }
    </FieldForm>
  );
}

function partsOf(current: FieldProps['current']): string[] {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(String(current ?? ''));
  return parts ? parts.slice(1).map((part) => String(Number(part))) : ['', '', ''];
}
