import { useCallback, useEffect, useState } from 'react';
import { ApiError } from '../../shared/api';
import { correctFact, forget, readProfile } from '../server';
import type { Message, Person, Profile, Value } from '../types';

export interface ProfileState {
  /** Null while they are on the way. */
  persons: Person[] | null;
  error: string;
  busy: boolean;
  reload: () => void;
  correct: (subject: string, fact: string, value: Value) => Promise<boolean>;
  forget: (subject?: string, fact?: string) => Promise<boolean>;
}

/** What the server knows of the resident; `stamp` changes when it may know more. */
export function useProfile(stamp: number, tell: (messages: Message[]) => void): ProfileState {
  const [persons, setPersons] = useState<Person[] | null>(null);
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);

  const run = useCallback(
    async (request: Promise<Profile>): Promise<boolean> => {
      setBusy(true);
      try {
        const profile = await request;
        setPersons(profile.persons ?? []);
        setError('');
        if (profile.messages?.length) tell(profile.messages);
        return true;
      } catch (problem) {
        setError(problem instanceof ApiError ? problem.message : '没有办成，请再试一次。');
        return false;
      } finally {
        setBusy(false);
      }
    },
    [tell],
  );

  const reload = useCallback(() => void run(readProfile()), [run]);
  useEffect(reload, [reload, stamp]);

  return {
    persons,
    error,
    busy,
    reload,
    correct: (subject, fact, value) => run(correctFact(subject, fact, value)),
    forget: (subject, fact) => run(forget(subject, fact)),
  };
}
