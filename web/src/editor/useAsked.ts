import { useCallback, useEffect, useState } from 'react';
import { sentenceOf } from '../console/api';

export interface Asked<T> {
  data?: T;
  problem: string;
  busy: boolean;
  again: () => void;
}

/** Asks the server when the page opens, when `key` changes and when told to; late answers are dropped. */
export function useAsked<T>(question: () => Promise<T>, key = ''): Asked<T> {
  const [data, setData] = useState<T>();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(true);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    setBusy(true);
    question()
      .then(
        (answer) => wanted && (setData(answer), setProblem('')),
        (error: unknown) => wanted && setProblem(sentenceOf(error)),
      )
      .finally(() => wanted && setBusy(false));
    return () => {
      wanted = false;
    };
    // The question is a new function at each drawing; `key` says when it is another one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, round]);
  return { data, problem, busy, again: useCallback(() => setRound((count) => count + 1), []) };
}
