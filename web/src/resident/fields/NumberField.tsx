import { useState } from 'react';
import { readNumber, type FieldProps } from './answer';
import { FieldForm } from './FieldForm';

/** A number or an amount of money, typed or stepped with two large buttons. */
export function NumberField({ input, label, current, submitLabel, disabled, onAnswer }: FieldProps) {
  const [typed, setTyped] = useState(current === undefined || current === null ? '' : String(current));
  const unit = input.unit ?? (input.kind === 'money' ? '元' : '');
  const step = (by: number) => setTyped(String(within((Number(typed) || 0) + by, input.min, input.max)));
  return (
    <FieldForm label={label} submitLabel={submitLabel} disabled={disabled} read={() => readNumber(typed, input)} onAnswer={onAnswer}>
      {(marks) => (
        <span className="stepper">
          {input.kind === 'number' && <Step sign="−" name="减一" onPress={() => step(-1)} />}
          <input
            className="input input--number"
            inputMode={input.kind === 'money' ? 'decimal' : 'numeric'}
            autoComplete="off"
            maxLength={10}
            aria-label={unit ? `${label}（${unit}）` : label}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            {...marks}
          />
          {input.kind === 'number' && <Step sign="+" name="加一" onPress={() => step(1)} />}
          {unit && <span aria-hidden="true">{unit}</span>}
        </span>
      )}
    </FieldForm>
  );
}

function Step({ sign, name, onPress }: { sign: string; name: string; onPress: () => void }) {
  return (
    <button type="button" className="step" aria-label={name} onClick={onPress}>
      {sign}
    </button>
  );
}

function within(value: number, min = -Infinity, max = Infinity): number {
  return Math.min(max, Math.max(min, value));
}
