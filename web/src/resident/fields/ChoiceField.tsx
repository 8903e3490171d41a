import { Button } from '@chatui/core';
import { answerOf, optionsOf, type FieldProps } from './answer';

/** A few answers as buttons; pressing one answers. */
export function ChoiceField({ input, label, current, disabled, onAnswer }: FieldProps) {
  return (
    <div className="choices" role="group" aria-label={label}>
      {optionsOf(input).map((option) => (
        <Button
          key={String(option.value)}
          disabled={disabled}
          aria-pressed={current === undefined ? undefined : option.value === current}
          onClick={() => onAnswer(answerOf(option))}
        >
          {option.title}
        </Button>
      ))}
    </div>
  );
}
