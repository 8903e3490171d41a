import { Button } from '@chatui/core';
import { useEffect, useRef, useState } from 'react';

interface ConfirmedProps {
  ask: string;
  question: string;
  busy: boolean;
  onConfirm: () => void;
}

/** A button for what cannot be undone: it asks once more, in the same place. */
export function Confirmed({ ask, question, busy, onConfirm }: ConfirmedProps) {
  const [asking, setAsking] = useState(false);
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) no.current?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <Button className="confirm" onClick={() => setAsking(true)}>
        {ask}
      </Button>
    );
  }
  return (
    <div className="confirm confirm--asking" role="group" aria-label={question}>
      <p>{question}</p>
      <Button ref={no} onClick={() => setAsking(false)}>
        不删
      </Button>
      <Button
        className="danger"
        disabled={busy}
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        删掉
      </Button>
    </div>
  );
}
