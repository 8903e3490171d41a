/** Browser storage that may be switched off (private mode, some in-app browsers): then nothing is kept. */
export function kept(store: 'localStorage' | 'sessionStorage', key: string): string {
  try {
    return window[store].getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a value; an empty one is removed. */
export function keep(store: 'localStorage' | 'sessionStorage', key: string, value: string): void {
  try {
    if (value) window[store].setItem(key, value);
    else window[store].removeItem(key);
  } catch {
    // Nothing to do: the page works without it.
  }
}
