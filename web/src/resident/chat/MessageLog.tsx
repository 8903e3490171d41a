import { Typing } from '@chatui/core';
import type { ReadAloud } from '../useReadAloud';
import type { Message } from '../types';
import { FailureNotice } from './FailureNotice';
import { MessageView, UserBubble } from './MessageView';
import { useFollow } from './useFollow';
import type { Talk } from './useConversation';

/**
 * The conversation: the page's one live region, and a polite one. ChatUI's message list makes every
 * message an assertive alert, which interrupts a screen reader in the middle of a word.
 */
export function MessageLog({ talk, aloud }: { talk: Talk; aloud: ReadAloud }) {
  const { messages, pending, failure } = talk;
  const ref = useFollow(talk);
  return (
    <div ref={ref} className="log" role="log" aria-live="polite" aria-relevant="additions" aria-label="对话" tabIndex={-1}>
      {messages.map((message, index) => (
        <MessageView
          key={message.id}
          message={message}
          place={placeOf(messages, index)}
          busy={!!pending}
          say={talk.say}
          aloud={aloud}
        />
      ))}
      {pending && <UserBubble text={pending.title} />}
      {pending && (
        <div className="typing">
          <span className="heard">{talk.handover.state === 'taken' ? '正在发出去。' : '蜀惠正在查，请等一等。'}</span>
          <Typing />
        </div>
      )}
      {failure && <FailureNotice failure={failure} resends={talk.resends} hotlines={talk.config.hotlines} onRetry={talk.retry} />}
    </div>
  );
}

export interface Place {
  /** What was said before in the same turn. */
  before: Message[];
  /** First of a turn: carries the speaker's name for those who hear the page. */
  first: boolean;
  /** Last of a turn: carries the thumbs. */
  lastOfTurn: boolean;
  /** Last of all: its buttons and its question are still to be answered. */
  latest: boolean;
}

function placeOf(messages: Message[], index: number): Place {
  const from = messages[index]?.from;
  let begin = index;
  while (begin > 0 && messages[begin - 1]?.from === from) begin -= 1;
  return {
    before: messages.slice(begin, index),
    first: messages[index - 1]?.from !== from,
    lastOfTurn: messages[index + 1]?.from !== from,
    latest: index === messages.length - 1,
  };
}
