import { useCallback, useLayoutEffect, useState } from 'react';
import { keep, kept } from '../shared/storage';

const KEY = 'shuhui.elder';

/** 长辈版: everything at 20 px and more, high contrast. Remembered on this phone. */
export function useElderMode(): [boolean, () => void] {
  const [elder, setElder] = useState(() => kept('localStorage', KEY) === '1');
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-elder', elder);
    keep('localStorage', KEY, elder ? '1' : '');
  }, [elder]);
  return [elder, useCallback(() => setElder((now) => !now), [])];
}
