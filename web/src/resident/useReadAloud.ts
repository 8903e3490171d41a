import { useCallback, useEffect, useState } from 'react';
import { pieces } from './spoken';

export interface ReadAloud {
  supported: boolean;
  /** The message being read, or null. */
  reading: string | null;
  toggle: (id: string, text: string) => void;
}

/** Reads a message aloud, slowly, with the browser's Chinese voice. */
export function useReadAloud(): ReadAloud {
  const [reading, setReading] = useState<string | null>(null);
  const supported = typeof window !== 'undefined' && 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window;

  const toggle = useCallback(
    (id: string, text: string) => {
      window.speechSynthesis.cancel();
      if (reading === id) return setReading(null);
      setReading(id);
      read(text, () => setReading((now) => (now === id ? null : now)));
    },
    [reading],
  );

  useEffect(() => () => void (supported && window.speechSynthesis.cancel()), [supported]);
  return { supported, reading, toggle };
}

function read(text: string, done: () => void) {
  const utterances = pieces(text).map(utteranceOf);
  const last = utterances[utterances.length - 1];
  if (!last) return done();
  last.onend = done;
  utterances.forEach((utterance) => {
    // Being cancelled is an error of every piece that waits; the last one still ends the reading.
    utterance.onerror = done;
    window.speechSynthesis.speak(utterance);
  });
}

function utteranceOf(piece: string): SpeechSynthesisUtterance {
  const utterance = new SpeechSynthesisUtterance(piece);
  utterance.lang = 'zh-CN';
  utterance.rate = 0.9;
  const voice = window.speechSynthesis.getVoices().find(({ lang }) => /^zh[-_]CN/i.test(lang));
  if (voice) utterance.voice = voice;
  return utterance;
}
