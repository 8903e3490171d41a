import { useCallback, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../../console/api';
import { getItem, saveDraft } from '../server';
import type { Data, ItemView } from '../types';

const PAUSE_MS = 500;

export interface DraftHandle {
  view?: ItemView;
  /** The text as it stands here, perhaps ahead of the server. */
  text: string;
  problem: string;
  /** Whether everything typed is kept on the server. */
  kept: boolean;
  write: (text: string) => void;
  fill: (data: Data) => void;
  take: (view: ItemView) => void;
  /** Writes a text that was made from another version of the file. */
  rebase: (text: string, base: string) => Promise<void>;
  reload: () => void;
}

interface Waiting {
  text?: string;
  data?: Data;
}

/**
 * One item as it is being edited: what is typed goes to the server at each pause, which keeps it as a draft
 * and answers with the findings. One request at a time; only the latest state is sent.
 */
export function useDraft(item: string, author: string): DraftHandle {
  const [view, setView] = useState<ItemView>();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const [kept, setKept] = useState(true);
  const latest = useRef<ItemView>(undefined);
  const waiting = useRef<Waiting>(undefined);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const take = useCallback((found: ItemView) => {
    latest.current = found;
    setView(found);
    setText(found.text);
    setProblem('');
    setKept(true);
  }, []);

  const reload = useCallback(() => {
    getItem(item, author).then(take, (error: unknown) => setProblem(sentenceOf(error)));
  }, [item, author, take]);

  const send = useCallback(async () => {
    const current = latest.current;
    if (busy.current || !waiting.current || !current) return;
    const { text: typed, data } = waiting.current;
    waiting.current = undefined;
    busy.current = true;
    try {
      const found = await saveDraft(item, current.base, typed ?? current.text, data);
      latest.current = found;
      setView(found);
      setProblem('');
      if (!waiting.current) {
        if (data) setText(found.text);
        setKept(true);
      }
    } catch (error) {
      setProblem(`没有保存成功：${sentenceOf(error)}`);
      waiting.current ??= { text: typed, data };
    } finally {
      busy.current = false;
    }
    if (waiting.current) plan();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [item]);

  const plan = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(), PAUSE_MS);
  }, [send]);

  const change = useCallback(
    (next: Waiting) => {
      waiting.current = next;
      setKept(false);
      plan();
    },
    [plan],
  );

  useEffect(() => {
    reload();
    return () => {
      clearTimeout(timer.current);
      void send();
    };
  }, [reload, send]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (waiting.current || busy.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);

  return {
    view,
    text,
    problem,
    kept,
    take,
    reload,
    write: (typed) => {
      setText(typed);
      change({ text: typed });
    },
    fill: (data) => change({ data }),
    rebase: async (typed, base) => {
      clearTimeout(timer.current);
      waiting.current = undefined;
      take(await saveDraft(item, base, typed));
    },
  };
}
