import { Button } from '@chatui/core';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { rate } from '../server';
import { Action } from './MessageActions';

type Step = 'open' | 'why' | 'sending' | 'thanked' | 'lost';

const REASONS = ['没听懂我的话', '说得不对', '看不明白', '不是我想问的'];

/** 👍 or 👎; a 👎 asks what was wrong, and every way of saying so is optional. */
export function Feedback({ messageId }: { messageId: string }) {
  const [step, setStep] = useState<Step>('open');
  const send = (vote: 'up' | 'down', reason?: string) => {
    setStep('sending');
    rate(messageId, vote, reason).then(
      () => setStep('thanked'),
      () => setStep('lost'),
    );
  };
  if (step === 'thanked') return <p className="small">谢谢您告诉我们。</p>;
  if (step === 'why' || step === 'sending') return <Why busy={step === 'sending'} onSend={(reason) => send('down', reason)} />;
  return (
    <>
      <span className="thumbs">
        <Action icon="up" onPress={() => send('up')}>
          有用
        </Action>
        <Action icon="down" onPress={() => setStep('why')}>
          没用
        </Action>
      </span>
      {step === 'lost' && <p className="small">没有送到，请过一会儿再点。</p>}
    </>
  );
}

function Why({ busy, onSend }: { busy: boolean; onSend: (reason: string) => void }) {
  const [chosen, setChosen] = useState('');
  const [words, setWords] = useState('');
  const wordsId = useId();
  const first = useRef<HTMLFieldSetElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend([chosen, words.trim()].filter(Boolean).join('：'));
  };
  return (
    <form className="why" onSubmit={submit}>
      <fieldset ref={first} tabIndex={-1}>
        <legend>哪里不好？</legend>
        {REASONS.map((reason) => (
          <label className="why__reason" key={reason}>
            <input type="radio" name={wordsId} checked={chosen === reason} onChange={() => setChosen(reason)} />
            {reason}
          </label>
        ))}
      </fieldset>
      <label htmlFor={wordsId}>还想说什么（可以不写）</label>
      <input id={wordsId} className="input" maxLength={200} autoComplete="off" value={words} onChange={(event) => setWords(event.target.value)} />
      <Button type="submit" color="primary" disabled={busy}>
        告诉蜀惠
      </Button>
    </form>
  );
}
