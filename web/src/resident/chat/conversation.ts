import { ApiError } from '../../shared/api';
import { HOTLINES } from '../../shared/hotlines';
import type { Config, Message, Utterance } from '../types';

/** What stopped an utterance, and whether sending it again may help. */
export interface Failure {
  utterance: Utterance;
  error: string;
  retryable: boolean;
}

export interface Conversation {
  /** `loading` the past messages, `ready`, or the server was `unreachable` when the page opened. */
  phase: 'loading' | 'ready' | 'unreachable';
  messages: Message[];
  pending: Utterance | null;
  failure: Failure | null;
  draft: string;
  config: Config;
}

export type Event =
  | { type: 'loading' }
  | { type: 'opened'; messages: Message[]; config?: Partial<Config> }
  | { type: 'unreachable' }
  | { type: 'drafted'; draft: string }
  | { type: 'said'; utterance: Utterance }
  | { type: 'answered'; messages: Message[] }
  | { type: 'failed'; error: unknown }
  | { type: 'told'; messages: Message[] };

export const DEFAULT_CONFIG: Config = { name: '蜀惠', max_length: 500, hotlines: [...HOTLINES] };

export function beginning(draft = ''): Conversation {
  return { phase: 'loading', messages: [], pending: null, failure: null, draft, config: DEFAULT_CONFIG };
}

/** The next state of the conversation. Pure: the hook beside it does the sending. */
export function next(state: Conversation, event: Event): Conversation {
  switch (event.type) {
    case 'loading':
      return { ...state, phase: 'loading' };
    case 'opened':
      return { ...state, phase: 'ready', messages: merged(event.messages, state.messages), config: configOf(event.config) };
    case 'unreachable':
      return { ...state, phase: 'unreachable' };
    case 'drafted':
      return { ...state, draft: event.draft };
    case 'said':
      return said(state, event.utterance);
    case 'answered':
      return answered(state, event.messages);
    case 'failed':
      return failed(state, event.error);
    case 'told':
      return { ...state, messages: [...state.messages, ...event.messages] };
  }
}

function said(state: Conversation, utterance: Utterance): Conversation {
  return { ...state, pending: utterance, failure: null, draft: utterance.typed ? '' : state.draft };
}

function answered(state: Conversation, answers: Message[]): Conversation {
  if (!state.pending) return state;
  const fromBot = answers.filter((message) => message.from !== 'user');
  if (!fromBot.length) return failed(state, new ApiError(502, '没有收到回答。'));
  const messages = [...state.messages, spoken(state.pending, state.messages.length), ...fromBot];
  return { ...state, phase: 'ready', messages, pending: null };
}

/** Typed words go back into the input field, unless something new stands there already. */
function failed(state: Conversation, error: unknown): Conversation {
  const utterance = state.pending;
  if (!utterance) return state;
  const draft = utterance.typed ? state.draft || utterance.text : state.draft;
  return { ...state, pending: null, draft, failure: { utterance, ...explained(error) } };
}

function explained(error: unknown): Pick<Failure, 'error' | 'retryable'> {
  if (error instanceof ApiError) return { error: error.message, retryable: error.retryable };
  return { error: '这个页面出了点问题。', retryable: true };
}

function spoken(utterance: Utterance, index: number): Message {
  return { id: `said-${index}`, from: 'user', text: utterance.title };
}

/** What was said before a reconnection stays, if the server does not know it. */
function merged(past: Message[], here: Message[]): Message[] {
  return past.length ? past : here;
}

function configOf(config: Partial<Config> = {}): Config {
  const hotlines = config.hotlines?.length ? config.hotlines : DEFAULT_CONFIG.hotlines;
  return { ...DEFAULT_CONFIG, ...config, hotlines };
}
