import { useEffect, useRef } from 'react';
import { isThere } from '../server';

const FIRST_LOOK_MS = 3_000;
const LONGEST_MS = 30_000;

/** While the server is away, looks for it, ever less often, and tells as soon as it is back. */
export function useComeback(away: boolean, onBack: () => void) {
  const back = useRef(onBack);
  back.current = onBack;
  const patience = useRef(FIRST_LOOK_MS);

  useEffect(() => {
    if (!away) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const wait = () => {
      timer = setTimeout(look, patience.current);
      patience.current = Math.min(LONGEST_MS, patience.current * 2);
    };
    const look = async () => {
      clearTimeout(timer);
      const there = await isThere();
      if (left) return;
      if (there) back.current();
      else wait();
    };
    wait();
    window.addEventListener('online', look);
    return () => {
      left = true;
      clearTimeout(timer);
      window.removeEventListener('online', look);
    };
  }, [away]);
}
