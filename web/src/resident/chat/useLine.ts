import { useEffect, useRef, type Dispatch } from 'react';
import { openLine, openSession } from '../server';
import type { Handover, Message } from '../types';
import { NOBODY, type Event } from './conversation';

const AGAIN_MS = 3000;

/**
 * While a person is waited for or answers, a line to the server (server-sent events) brings their words
 * and how it stands. The browser takes up a broken line by itself; one that the server has closed is
 * asked about and, if it is still needed, opened anew.
 */
export function useLine(handover: Handover, dispatch: Dispatch<Event>) {
  const wanted = handover.state !== 'none';
  const place = useRef(0);
  const start = useRef(0);
  start.current = handover.after ?? start.current;

  useEffect(() => {
    if (!wanted) return;
    place.current = start.current; // from here on only what comes on the line moves it, so that nothing is skipped
    let line: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const open = () => {
      line = openLine(place.current);
      line.addEventListener('open', () => dispatch({ type: 'line', lost: false }));
      line.addEventListener('message', (event: MessageEvent<string>) => {
        place.current = Math.max(place.current, Number(event.lastEventId) || 0);
        dispatch({ type: 'told', messages: [JSON.parse(event.data) as Message] });
      });
      line.addEventListener('status', (event: MessageEvent<string>) => {
        dispatch({ type: 'stands', handover: JSON.parse(event.data) as Handover });
      });
      line.addEventListener('error', () => {
        if (line?.readyState !== EventSource.CLOSED) return dispatch({ type: 'line', lost: true });
        timer = setTimeout(ask, AGAIN_MS);
      });
    };
    const ask = async () => {
      try {
        const { handover: stands = NOBODY } = await openSession();
        if (stands.state === 'none') dispatch({ type: 'stands', handover: stands });
        else open();
      } catch {
        dispatch({ type: 'line', lost: true });
        timer = setTimeout(ask, AGAIN_MS);
      }
    };

    open();
    return () => {
      line?.close();
      clearTimeout(timer);
    };
  }, [wanted, dispatch]);
}
