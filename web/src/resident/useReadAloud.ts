import { useCallback, useEffect, useState } from 'react';
import { pieces } from './spoken';

export interface ReadAloud {
  supported: boolean;
  /** The message being read, or null. */
  reading: string | null;
  /** A message that could not be read (no Chinese voice on this device), or null. */
  mute: string | null;
  toggle: (id: string, text: string) => void;
}

/** Reads a message aloud, slowly, with the browser's Chinese voice. */
export function useReadAloud(): ReadAloud {
  const [reading, setReading] = useState<string | null>(null);
  const [mute, setMute] = useState<string | null>(null);
  const supported = typeof window !== 'undefined' && 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window;

  const toggle = useCallback(
    (id: string, text: string) => {
      window.speechSynthesis.cancel();
      if (reading === id) return setReading(null);
      setReading(id);
      setMute(null);
      read(text, (error) => {
        setReading((now) => (now === id ? null : now));
        if (error && !STOPPED.includes(error)) setMute(id);
      });
    },
    [reading],
  );

  useEffect(() => () => void (supported && window.speechSynthesis.cancel()), [supported]);
  return { supported, reading, mute, toggle };
}

/** What a browser calls an error when somebody pressed stop. */
const STOPPED = ['canceled', 'interrupted'];

function read(text: string, done: (error?: string) => void) {
  const utterances = pieces(text).map(utteranceOf);
  const last = utterances[utterances.length - 1];
  if (!last) return done();
  last.onend = () => done();
  utterances.forEach((utterance) => {
    utterance.onerror = ({ error }) => done(error);
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
