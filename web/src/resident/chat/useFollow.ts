import { useEffect, useRef } from 'react';
import type { Message } from '../types';
import type { Conversation } from './conversation';

/**
 * Keeps the reader's place: a new answer is shown from its beginning, since an answer with a card
 * may be longer than the screen (one's own words before it only where all fits); and a pressed button that has gone leaves the focus in the answer.
 */
export function useFollow({ messages, pending, failure }: Conversation) {
  const ref = useRef<HTMLDivElement>(null);
  const seen = useRef<number | null>(null);

  useEffect(() => {
    const fresh = messages.slice(seen.current ?? 0);
    const opening = seen.current === null;
    seen.current = messages.length;
    if (opening) return fresh.length ? scrollToEnd('auto') : undefined;
    if (pending || failure) return scrollToEnd(manner());
    if (fresh.length) show(ref.current, fresh);
  }, [messages, pending, failure]);

  return ref;
}

/** The share of the window that is not taken by the head and the input field. */
const ROOM = 0.75;

function show(log: HTMLElement | null, fresh: Message[]) {
  const elements = [...(log?.children ?? [])] as HTMLElement[];
  const find = ({ id }: Message) => elements.find((element) => element.dataset.id === id);
  const answer = fresh.find(({ from }) => from !== 'user');
  const whole = find(fresh[0]!);
  const fits = !!log && !!whole && log.getBoundingClientRect().bottom - whole.getBoundingClientRect().top < window.innerHeight * ROOM;
  const beginning = fits || !answer ? whole : find(answer);
  beginning?.scrollIntoView?.({ block: 'start', behavior: manner() });
  if (answer && focusIsLost()) find(answer)?.focus({ preventScroll: true });
}

function focusIsLost(): boolean {
  return !document.activeElement || document.activeElement === document.body;
}

function scrollToEnd(behavior: ScrollBehavior) {
  window.scrollTo?.({ top: document.documentElement.scrollHeight, behavior });
}

/** How to scroll, for those whom movement troubles too. */
function manner(): ScrollBehavior {
  return window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
}
