import { useCallback, useEffect, useReducer, useRef } from 'react';
import { keep, kept } from '../../shared/storage';
import { openSession, say as post } from '../server';
import { sharedService, utteranceAbout } from '../share';
import type { Message, Utterance } from '../types';
import { beginning, next, type Conversation } from './conversation';
import { useLine } from './useLine';

const DRAFT = 'shuhui.draft';

export interface Talk extends Conversation {
  say: (utterance: Utterance) => void;
  setDraft: (draft: string) => void;
  /** Sends again what failed; if it was typed, as it now stands in the input field. */
  retry: () => void;
  reconnect: () => void;
  /** Shows messages that came by another way than a reply (after a fact was corrected). */
  tell: (messages: Message[]) => void;
}

/** The conversation with the server, with its draft kept over a reload of the page. */
export function useConversation(): Talk {
  const [state, dispatch] = useReducer(next, undefined, () => beginning(kept('sessionStorage', DRAFT)));
  const busy = useRef(false);

  const say = useCallback(async (utterance: Utterance) => {
    if (busy.current || !utterance.text.trim()) return;
    busy.current = true;
    dispatch({ type: 'said', utterance });
    try {
      const answer = await post(utterance);
      dispatch({ type: 'answered', messages: answer.messages ?? [], handover: answer.handover });
    } catch (error) {
      dispatch({ type: 'failed', error });
    } finally {
      busy.current = false;
    }
  }, []);

  const reconnect = useCallback(async () => {
    dispatch({ type: 'loading' });
    try {
      const { messages, config, handover } = await openSession();
      dispatch({ type: 'opened', messages: messages ?? [], config, handover });
    } catch {
      dispatch({ type: 'unreachable' });
    }
  }, []);

  const setDraft = useCallback((draft: string) => dispatch({ type: 'drafted', draft }), []);
  const tell = useCallback((messages: Message[] = []) => dispatch({ type: 'told', messages }), []);
  const retry = () => {
    if (state.failure) void say(again(state.failure.utterance, state.draft));
  };

  useEffect(() => void reconnect(), [reconnect]);
  useEffect(() => keep('sessionStorage', DRAFT, state.draft), [state.draft]);
  useReconnectOnline(state.phase, reconnect);
  useSharedQuestion(state.phase, say);
  useLine(state.handover, dispatch);

  return { ...state, say, setDraft, retry, reconnect, tell };
}

function again(utterance: Utterance, draft: string): Utterance {
  const text = draft.trim();
  return utterance.typed && text ? { ...utterance, text, title: text } : utterance;
}

function useReconnectOnline(phase: Conversation['phase'], reconnect: () => void) {
  useEffect(() => {
    if (phase !== 'unreachable') return;
    window.addEventListener('online', reconnect);
    return () => window.removeEventListener('online', reconnect);
  }, [phase, reconnect]);
}

/** A shared link (`/?service=…`) asks once, as soon as the server is there. */
function useSharedQuestion(phase: Conversation['phase'], say: (utterance: Utterance) => void) {
  useEffect(() => {
    const id = phase === 'ready' ? sharedService() : null;
    if (!id) return;
    window.history.replaceState(null, '', window.location.pathname);
    say(utteranceAbout(id));
  }, [phase, say]);
}
