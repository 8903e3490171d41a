import { Button } from '@chatui/core';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { Answer } from './answer';

interface FieldFormProps {
  label: string;
  submitLabel: string;
  disabled?: boolean;
  /** The answer, or a sentence that says why there is none yet. */
  read: () => Answer | string;
  onAnswer: (answer: Answer) => void;
  /** Receives what marks an input as wrong and ties it to the sentence. */
  children: (marks: { 'aria-invalid'?: true; 'aria-describedby'?: string }) => ReactNode;
}

/** The frame of every typed or picked answer: inputs, what is wrong with them, one button. */
export function FieldForm({ label, submitLabel, disabled, read, onAnswer, children }: FieldFormProps) {
  const [wrong, setWrong] = useState('');
  const wrongId = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = read();
    if (typeof answer !== 'string') return onAnswer(answer);
    setWrong(answer);
    event.currentTarget.querySelector<HTMLElement>('input, select')?.focus();
  };
  return (
    <form className="field" aria-label={label} noValidate onSubmit={submit} onChange={() => setWrong('')}>
      <div className="field__inputs">{children(wrong ? { 'aria-invalid': true, 'aria-describedby': wrongId } : {})}</div>
      {wrong && (
        <p className="field__wrong" id={wrongId}>
          {wrong}
        </p>
      )}
      <Button type="submit" color="primary" disabled={disabled}>
        {submitLabel}
      </Button>
    </form>
  );
}
