import { useCallback, useEffect, useRef, useState } from 'react';

/** The part of the Web Speech API that is used; TypeScript's library does not describe it. */
interface Recognition {
  lang: string;
  interimResults: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
  stop(): void;
}

export interface Dictation {
  supported: boolean;
  listening: boolean;
  problem: string;
  toggle: () => void;
}

/**
 * Voice input where the browser has it. Words go to `onWords` as they are understood, for the
 * resident to read over: nothing is sent by itself.
 */
export function useDictation(onWords: (words: string) => void): Dictation {
  const [listening, setListening] = useState(false);
  const [problem, setProblem] = useState('');
  const recognition = useRef<Recognition | null>(null);
  const Recogniser = recogniser();

  const toggle = useCallback(() => {
    if (listening || !Recogniser) return recognition.current?.stop();
    const heard = new Recogniser();
    recognition.current = Object.assign(heard, {
      lang: 'zh-CN',
      interimResults: true,
      onresult: (event: Parameters<NonNullable<Recognition['onresult']>>[0]) => onWords(wordsOf(event.results)),
      onerror: (event: { error: string }) => setProblem(explained(event.error)),
      onend: () => setListening(false),
    });
    setProblem('');
    setListening(true);
    heard.start();
  }, [Recogniser, listening, onWords]);

  useEffect(() => () => recognition.current?.abort(), []);
  return { supported: !!Recogniser, listening, problem, toggle };
}

function recogniser(): (new () => Recognition) | undefined {
  const scope = window as unknown as Record<string, (new () => Recognition) | undefined>;
  return scope.SpeechRecognition ?? scope.webkitSpeechRecognition;
}

function wordsOf(results: ArrayLike<ArrayLike<{ transcript: string }>>): string {
  return Array.from(results, (result) => result[0]?.transcript ?? '').join('');
}

function explained(error: string): string {
  if (error === 'aborted') return '';
  if (error === 'no-speech') return '没有听到声音，请再说一次。';
  if (error === 'not-allowed') return '没有使用话筒的许可，请在手机设置里允许，或者打字问。';
  return '语音现在用不了，请打字问。';
}
