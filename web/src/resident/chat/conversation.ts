import { ApiError } from '../../shared/api';
import { HOTLINES } from '../../shared/hotlines';
import type { Config, Handover, Message, Utterance } from '../types';

/** What stopped an utterance, and whether sending it again may help. */
export interface Failure {
  utterance: Utterance;
  error: string;
  retryable: boolean;
  /** The server could not be reached, so that the same may go through as soon as it can. */
  away: boolean;
}

export interface Conversation {
  /** `loading` the past messages, `ready`, or the server was `unreachable` when the page opened. */
  phase: 'loading' | 'ready' | 'unreachable';
  messages: Message[];
  pending: Utterance | null;
  failure: Failure | null;
  draft: string;
  config: Config;
  handover: Handover;
  /** The line to the server broke and is being taken up again. */
  lineLost: boolean;
}

export type Event =
  | { type: 'loading' }
  | { type: 'opened'; messages: Message[]; config?: Partial<Config>; handover?: Handover }
  | { type: 'unreachable' }
  | { type: 'drafted'; draft: string }
  | { type: 'said'; utterance: Utterance }
  | { type: 'answered'; messages: Message[]; handover?: Handover; said?: string }
  | { type: 'failed'; error: unknown }
  | { type: 'caughtUp'; messages: Message[]; handover?: Handover }
  | { type: 'told'; messages: Message[] }
  | { type: 'stands'; handover: Handover }
  | { type: 'line'; lost: boolean };

export const NOBODY: Handover = { state: 'none', ahead: 0, clerk: '' };

export const DEFAULT_CONFIG: Config = { name: '蜀惠', max_length: 500, hotlines: [...HOTLINES] };

export function beginning(draft = ''): Conversation {
  return { phase: 'loading', messages: [], pending: null, failure: null, draft, config: DEFAULT_CONFIG, handover: NOBODY, lineLost: false };
}

/** The next state of the conversation. Pure: the hook beside it does the sending. */
export function next(state: Conversation, event: Event): Conversation {
  switch (event.type) {
    case 'loading':
      return { ...state, phase: 'loading' };
    case 'opened':
      return {
        ...state,
        phase: 'ready',
        messages: merged(event.messages, state.messages),
        config: configOf(event.config),
        handover: event.handover ?? NOBODY,
      };
    case 'unreachable':
      return { ...state, phase: 'unreachable' };
    case 'drafted':
      return { ...state, draft: event.draft };
    case 'said':
      return said(state, event.utterance);
    case 'answered':
      return answered(state, event.messages, event.handover ?? NOBODY, event.said);
    case 'failed':
      return failed(state, event.error);
    case 'caughtUp':
      return { ...state, messages: event.messages, handover: event.handover ?? NOBODY };
    case 'told':
      return { ...state, messages: [...state.messages, ...unseen(event.messages, state.messages)] };
    case 'stands':
      return { ...state, handover: event.handover, lineLost: false };
    case 'line':
      return { ...state, lineLost: event.lost };
  }
}

function said(state: Conversation, utterance: Utterance): Conversation {
  return { ...state, pending: utterance, failure: null, draft: utterance.typed ? '' : state.draft };
}

/** An answer may be empty only while a person has the chat: theirs comes on the line. */
function answered(state: Conversation, answers: Message[], handover: Handover, said?: string): Conversation {
  if (!state.pending) return state;
  const fromBot = answers.filter((message) => message.from !== 'user');
  if (!fromBot.length && handover.state !== 'taken') return failed(state, new ApiError(502, '没有收到回答。'));
  const messages = [...state.messages, spoken(said ?? state.pending.title, state.messages.length), ...fromBot];
  return { ...state, phase: 'ready', messages, pending: null, handover };
}

/** Typed words go back into the input field, unless something new stands there already. */
function failed(state: Conversation, error: unknown): Conversation {
  const utterance = state.pending;
  if (!utterance) return state;
  const draft = utterance.typed ? state.draft || utterance.text : state.draft;
  return { ...state, pending: null, draft, failure: { utterance, ...explained(error) } };
}

function explained(error: unknown): Omit<Failure, 'utterance'> {
  if (error instanceof ApiError) return { error: error.message, retryable: error.retryable, away: error.away };
  return { error: '这个页面出了点问题。', retryable: true, away: false };
}

function spoken(text: string, index: number): Message {
  return { id: `said-${index}`, from: 'user', text };
}

/** The fact that is asked for at the end of the conversation, if a question stands there. */
export function openQuestion(messages: Message[]): string | undefined {
  const card = messages[messages.length - 1]?.card;
  return card?.type === 'question' ? card.fact : undefined;
}

/** What was said before a reconnection stays, if the server does not know it. */
function merged(past: Message[], here: Message[]): Message[] {
  return past.length ? past : here;
}

/** What came on the line twice, as after a reconnection, is shown once. */
function unseen(fresh: Message[], here: Message[]): Message[] {
  const known = new Set(here.map(({ id }) => id));
  return fresh.filter(({ id }) => !known.has(id));
}

function configOf(config: Partial<Config> = {}): Config {
  const hotlines = config.hotlines?.length ? config.hotlines : DEFAULT_CONFIG.hotlines;
  return { ...DEFAULT_CONFIG, ...config, hotlines };
}
