import { Button } from '@chatui/core';
import { useId, useState, type FormEvent } from 'react';
import { leaveNumber, withdrawNumber } from '../server';
import type { CallbackCard } from '../types';

/** Leaves a number to call, with consent only, and takes it back. */
export function CallbackForm({ card }: { card: CallbackCard }) {
  const [left, setLeft] = useState(card.phone ?? '');
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const run = async (action: () => Promise<{ phone?: string; text: string }>) => {
    setBusy(true);
    try {
      const { phone = '', text } = await action();
      setLeft(phone);
      setTold(text);
    } catch (error) {
      setTold(error instanceof Error ? error.message : '没有送到，请过一会儿再试。');
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="callback" role="group" aria-label="留电话">
      <p role="status" className="callback__told">
        {told}
      </p>
      {left ? (
        <Button disabled={busy} onClick={() => void run(withdrawNumber)}>
          删掉这个电话（{left}）
        </Button>
      ) : (
        card.days !== undefined && <Form days={card.days} busy={busy} onSend={(phone, consent) => void run(() => leaveNumber(phone, consent))} />
      )}
    </div>
  );
}

interface FormProps {
  days: number;
  busy: boolean;
  onSend: (phone: string, consent: boolean) => void;
}

function Form({ days, busy, onSend }: FormProps) {
  const [phone, setPhone] = useState('');
  const [consent, setConsent] = useState(false);
  const field = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend(phone, consent);
  };
  return (
    <form className="callback__form" onSubmit={submit} noValidate>
      <label htmlFor={field}>您的电话</label>
      <input
        id={field}
        className="input"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={30}
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      <label className="callback__consent">
        <input type="checkbox" checked={consent} onChange={(event) => setConsent(event.target.checked)} />
        <span>我同意存下这个电话，只用来给我回电话。打完就删，最多存{days}天，我随时可以自己删。</span>
      </label>
      <Button type="submit" color="primary" disabled={busy}>
        留下电话
      </Button>
    </form>
  );
}
