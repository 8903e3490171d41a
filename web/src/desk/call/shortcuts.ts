import { useEffect, useRef } from 'react';

/** Keys with Alt. `code` is the place of the key, so that an input method does not matter. */
export interface Shortcut {
  code: string;
  keys: string;
  what: string;
  run: () => void;
}

export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      const found = current.current.find(({ code }) => code === event.code);
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
