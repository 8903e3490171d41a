import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, sentenceOf } from '../../console/api';
import type { CallView, Deed, VerdictCard } from './types';

/** One call: steps that can be taken back, and a look ahead at what is being typed. */

interface Step {
  view: CallView;
  /** What the caller said in this step; none where the clerk set something. */
  said?: string;
}

interface Ahead extends Step {
  said: string;
}

export interface Call {
  view?: CallView;
  /** Of the item looked at last, whatever was looked at since. */
  verdict?: VerdictCard;
  said: string[];
  draft: string;
  problem: string;
  /** Whether what was said last is still being looked at. */
  busy: boolean;
  type: (text: string) => void;
  /** Takes down what is typed. */
  take: () => void;
  deed: (deed: Deed) => void;
  undo: () => void;
  reset: () => void;
}

const PAUSE_MS = 100;

export function useCall(): Call {
  const [steps, setSteps] = useState<Step[]>([]);
  const [ahead, setAhead] = useState<Ahead>();
  const [draft, setDraft] = useState('');
  const [problem, setProblem] = useState('');
  const [pending, setPending] = useState(false);
  const turn = useRef(0);
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const last = steps[steps.length - 1];
  /** Does one deed after `before`; undefined when it failed or something newer was done meanwhile. */
  const send = useCallback(async (before: Step | undefined, deed: Deed): Promise<CallView | undefined> => {
    const mine = ++turn.current;
    setPending(true);
    try {
      const view = await ask<CallView>('POST', '/assistant', { ...deed, call: before?.view.call });
      if (mine !== turn.current) return undefined;
      setProblem('');
      return { ...view, candidates: view.candidates ?? before?.view.candidates ?? null };
    } catch (error) {
      if (mine === turn.current) setProblem(sentenceOf(error));
      return undefined;
    } finally {
      if (mine === turn.current) setPending(false);
    }
  }, []);

  const forgetPending = () => {
    turn.current++;
    setPending(false);
  };
  const look = async (text: string) => {
    const view = await send(last, { do: 'hear', text });
    if (view) setAhead({ view, said: text });
  };
  const type = (text: string) => {
    setDraft(text);
    window.clearTimeout(timer.current);
    if (text.trim()) timer.current = window.setTimeout(() => void look(text), PAUSE_MS);
    else {
      forgetPending();
      setAhead(undefined);
    }
  };
  const settle = (done: Step[]) => {
    window.clearTimeout(timer.current);
    setSteps(done);
    setAhead(undefined);
    setDraft('');
  };
  const take = async () => {
    if (!draft.trim()) return;
    window.clearTimeout(timer.current);
    if (ahead?.said === draft) return settle([...steps, ahead]);
    const view = await send(last, { do: 'hear', text: draft });
    if (view) settle([...steps, { view, said: draft }]);
  };
  const deed = async (wanted: Deed) => {
    const before = ahead ? [...steps, ahead] : steps;
    const view = await send(before[before.length - 1], wanted);
    if (view) settle([...before, { view, said: wanted.do === 'hear' ? wanted.text : undefined }]);
  };
  const undo = () => settle(steps.slice(0, -1));
  const reset = () => {
    forgetPending();
    setProblem('');
    settle([]);
  };
  return {
    view: ahead?.view ?? last?.view,
    verdict: [...steps, ...(ahead ? [ahead] : [])].reverse().find((step) => step.view.verdict)?.view.verdict ?? undefined,
    said: steps.flatMap((step) => step.said ?? []),
    draft,
    problem,
    busy: pending || (Boolean(draft.trim()) && ahead?.said !== draft && !problem),
    type,
    take: () => void take(),
    deed: (wanted) => void deed(wanted),
    undo,
    reset,
  };
}
