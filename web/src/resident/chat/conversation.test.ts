import { describe, expect, it } from 'vitest';
import { ApiError } from '../../shared/api';
import type { Message, Utterance } from '../types';
import { NOBODY, beginning, next, type Conversation, type Event } from './conversation';

const typed = (text: string): Utterance => ({ text, title: text, typed: true });
const pressed = (title: string, text: string): Utterance => ({ text, title, typed: false });
const bot = (id: string, text = '好的。'): Message => ({ id, from: 'bot', text });

function after(...events: Event[]): Conversation {
  return events.reduce(next, beginning());
}

describe('the conversation', () => {
  it('shows the past messages and the server’s settings once it is open', () => {
    const state = after({ type: 'opened', messages: [bot('1')], config: { max_length: 300 } });
    expect(state).toMatchObject({ phase: 'ready', messages: [{ id: '1' }], config: { max_length: 300, name: '蜀惠' } });
  });

  it('keeps the built-in hotlines when the server sends none', () => {
    const state = after({ type: 'opened', messages: [], config: { hotlines: [] } });
    expect(state.config.hotlines.map(({ number }) => number)).toContain('12345');
  });

  it('puts the answer after what was said', () => {
    const state = after({ type: 'said', utterance: typed('你好') }, { type: 'answered', messages: [bot('1')] });
    expect(state.messages.map(({ from, text }) => [from, text])).toEqual([
      ['user', '你好'],
      ['bot', '好的。'],
    ]);
    expect(state.pending).toBeNull();
  });

  it('shows the title of a pressed button, not its payload', () => {
    const state = after({ type: 'said', utterance: pressed('城镇户口', '非农业') }, { type: 'answered', messages: [bot('1')] });
    expect(state.messages[0]?.text).toBe('城镇户口');
  });

  it('does not show the resident’s words twice when the server repeats them', () => {
    const repeated: Message = { id: '9', from: 'user', text: '你好' };
    const state = after({ type: 'said', utterance: typed('你好') }, { type: 'answered', messages: [repeated, bot('1')] });
    expect(state.messages).toHaveLength(2);
  });

  it('counts an empty answer as a failure', () => {
    const state = after({ type: 'said', utterance: typed('你好') }, { type: 'answered', messages: [] });
    expect(state).toMatchObject({ draft: '你好', failure: { retryable: true } });
  });
});

describe('while a person has the chat', () => {
  const taken = { state: 'taken', ahead: 0, clerk: '3号坐席' } as const;
  const words: Message = { id: 'h5', from: 'clerk', clerk: '3号坐席', text: '您好' };

  it('an empty answer only means that it was sent', () => {
    const state = after({ type: 'said', utterance: typed('你好') }, { type: 'answered', messages: [], handover: taken });
    expect(state).toMatchObject({ failure: null, pending: null, handover: taken, messages: [{ from: 'user', text: '你好' }] });
  });

  it('words that come twice, as after a reconnection, are shown once', () => {
    const state = after({ type: 'told', messages: [words] }, { type: 'told', messages: [words, { ...words, id: 'h6', text: '在吗' }] });
    expect(state.messages.map(({ text }) => text)).toEqual(['您好', '在吗']);
  });

  it('an empty answer is a failure again once nobody has it', () => {
    const state = after(
      { type: 'stands', handover: taken },
      { type: 'stands', handover: NOBODY },
      { type: 'said', utterance: typed('你好') },
      { type: 'answered', messages: [], handover: NOBODY },
    );
    expect(state.failure?.retryable).toBe(true);
  });

  it('the line counts as mended when it tells how things stand', () => {
    expect(after({ type: 'line', lost: true }).lineLost).toBe(true);
    expect(after({ type: 'line', lost: true }, { type: 'stands', handover: taken }).lineLost).toBe(false);
  });
});

describe('when sending fails', () => {
  const gone = new ApiError(0, '现在连不上服务器。');

  it('puts typed words back into the input field', () => {
    const state = after({ type: 'said', utterance: typed('我妈70岁') }, { type: 'failed', error: gone });
    expect(state).toMatchObject({ draft: '我妈70岁', pending: null, messages: [], failure: { error: '现在连不上服务器。', retryable: true } });
  });

  it('leaves alone what was typed in the meantime', () => {
    const state = after(
      { type: 'said', utterance: typed('我妈70岁') },
      { type: 'drafted', draft: '还有我爸' },
      { type: 'failed', error: gone },
    );
    expect(state.draft).toBe('还有我爸');
  });

  it('does not put a pressed button into the input field', () => {
    const state = after({ type: 'said', utterance: pressed('有', 'true') }, { type: 'failed', error: gone });
    expect(state).toMatchObject({ draft: '', failure: { utterance: { title: '有' } } });
  });

  it.each([
    [0, true],
    [429, true],
    [503, true],
    [400, false],
    [413, false],
  ])('with status %i offers to send again: %s', (status, retryable) => {
    const state = after({ type: 'said', utterance: typed('你好') }, { type: 'failed', error: new ApiError(status, '…') });
    expect(state.failure?.retryable).toBe(retryable);
  });

  it('forgets the failure when something is said again', () => {
    const state = after({ type: 'said', utterance: typed('你好') }, { type: 'failed', error: gone }, { type: 'said', utterance: typed('你好') });
    expect(state).toMatchObject({ failure: null, draft: '' });
  });
});
