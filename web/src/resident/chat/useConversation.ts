import { useCallback, useEffect, useReducer, useRef, type Dispatch } from 'react';
import { ApiError } from '../../shared/api';
import { keep, kept } from '../../shared/storage';
import { openSession, say as post } from '../server';
import { sharedService, utteranceAbout } from '../share';
import type { Message, Utterance } from '../types';
import { beginning, next, openQuestion, type Conversation, type Event } from './conversation';
import { useComeback } from './useComeback';
import { useLine } from './useLine';

const DRAFT = 'shuhui.draft';
const CONFLICT = 409;

export interface Talk extends Conversation {
  say: (utterance: Utterance) => void;
  setDraft: (draft: string) => void;
  /** Sends again what failed; if it was typed, as it now stands in the input field. */
  retry: () => void;
  /** What failed is sent by itself once the server is back. */
  resends: boolean;
  reconnect: () => void;
  /** Shows messages that came by another way than a reply (after a fact was corrected). */
  tell: (messages: Message[]) => void;
}

/** The conversation with the server, with its draft kept over a reload of the page. */
export function useConversation(): Talk {
  const [state, dispatch] = useReducer(next, undefined, () => beginning(kept('sessionStorage', DRAFT)));
  const busy = useRef(false);
  const shown = useRef(state.messages);
  shown.current = state.messages;

  const say = useCallback(async (words: Utterance) => {
    if (busy.current || !words.text.trim()) return;
    busy.current = true;
    const utterance = words.id ? words : { ...words, id: newName(), answers: openQuestion(shown.current) };
    dispatch({ type: 'said', utterance });
    try {
      const { messages, handover, said } = await post(utterance);
      dispatch({ type: 'answered', messages: messages ?? [], handover, said });
    } catch (error) {
      dispatch({ type: 'failed', error });
      if (error instanceof ApiError && error.status === CONFLICT) await catchUp(dispatch);
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
  const { failure } = state;
  const retry = () => {
    if (failure) void say(again(failure.utterance, state.draft));
  };
  const resends = !!failure?.away && again(failure.utterance, state.draft).again === true;

  useEffect(() => void reconnect(), [reconnect]);
  useEffect(() => keep('sessionStorage', DRAFT, state.draft), [state.draft]);
  useComeback(resends || state.phase === 'unreachable', resends ? retry : () => void reconnect());
  useSharedQuestion(state.phase, say);
  useLine(state.handover, dispatch);

  return { ...state, say, setDraft, retry, resends, reconnect, tell };
}

/** The same message once more, or a new one if the words have been changed since. */
function again(utterance: Utterance, draft: string): Utterance {
  const text = draft.trim();
  if (!utterance.typed || text === utterance.text) return { ...utterance, again: true };
  return { text, title: text, typed: true };
}

/** Also where crypto.randomUUID is missing (plain http). */
function newName(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The question that was answered is not the open one: shows the conversation as the server has it. */
async function catchUp(dispatch: Dispatch<Event>) {
  try {
    const { messages, handover } = await openSession();
    dispatch({ type: 'caughtUp', messages: messages ?? [], handover });
  } catch {
    // The sentence that came with the refusal stands there all the same.
  }
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
