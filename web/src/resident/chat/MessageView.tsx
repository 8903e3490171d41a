import { Bubble, Button, useConfig } from '@chatui/core';
import { memo, useRef } from 'react';
import { aboveCard } from '../above';
import { CardView } from '../cards/CardView';
import { optionsOf } from '../fields/answer';
import { Guarded } from '../Guarded';
import type { Message, Reply, Utterance } from '../types';
import type { ReadAloud } from '../useReadAloud';
import { MessageActions } from './MessageActions';
import type { Place } from './MessageLog';

interface MessageViewProps {
  message: Message;
  place: Place;
  busy: boolean;
  say: (utterance: Utterance) => void;
  aloud: ReadAloud;
}

export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { message, place } = props;
  if (message.from === 'user') return <UserBubble id={message.id} text={message.text} />;
  if (message.from === 'clerk') return <ClerkMessage {...props} />;
  return (
    <article className={place.first ? 'message message--first' : 'message'} data-id={message.id} aria-label="蜀惠说" tabIndex={-1}>
      <BotMessage {...props} />
    </article>
  );
}, samePlace);

/** Places are made anew for every render; what they say seldom changes. */
function samePlace(before: MessageViewProps, after: MessageViewProps): boolean {
  const { before: earlier, ...then } = before.place;
  const now = after.place;
  return (
    before.message === after.message &&
    before.busy === after.busy &&
    before.aloud.reading === after.aloud.reading &&
    before.aloud.mute === after.aloud.mute &&
    earlier.length === now.before.length &&
    Object.entries(then).every(([key, value]) => now[key as keyof Place] === value)
  );
}

export function UserBubble({ id, text }: { id?: string; text: string }) {
  return (
    <article className="message message--user" data-id={id} aria-label="您说">
      <Bubble content={text} />
    </article>
  );
}

/** A person's words: named, and set apart from the bot's. */
function ClerkMessage({ message, place, aloud }: MessageViewProps) {
  const ref = useRef<HTMLDivElement>(null);
  const { elderMode: elder = false } = useConfig();
  const name = message.clerk || '人工坐席';
  return (
    <article className="message message--clerk" data-id={message.id} aria-label={`${name}说`} tabIndex={-1}>
      <div ref={ref} className="message__body">
        {place.first && <p className="message__name">{name}</p>}
        <Bubble content={message.text} />
        {elder && <MessageActions message={message} place={place} elder ratable={false} element={ref} aloud={aloud} />}
      </div>
    </article>
  );
}

function BotMessage({ message, place, busy, say, aloud }: MessageViewProps) {
  const ref = useRef<HTMLDivElement>(null);
  const { elderMode: elder = false } = useConfig();
  const { card, buttons = [] } = message;
  const text = aboveCard(message);
  return (
    <div ref={ref} className="message__body">
      {text && <Bubble content={text} />}
      {card && (
        <Guarded instead={null}>
          <CardView card={card} say={say} busy={busy} live={place.latest} buttons={buttons} />
        </Guarded>
      )}
      <MessageActions
        message={message}
        place={place}
        elder={elder}
        ratable={place.lastOfTurn && !message.note}
        element={ref}
        aloud={aloud}
      />
      {place.latest && <Replies replies={notInCard(message)} busy={busy} say={say} />}
    </div>
  );
}

function Replies({ replies, busy, say }: { replies: Reply[] } & Pick<MessageViewProps, 'busy' | 'say'>) {
  if (!replies.length) return null;
  return (
    <div className="choices" role="group" aria-label="可以这样回答">
      {replies.map(({ title, payload }) => (
        <Button key={payload} disabled={busy} onClick={() => say({ text: payload, title, typed: false })}>
          {title}
        </Button>
      ))}
    </div>
  );
}

/** A question's buttons are also in its card, for channels that have no cards. */
function notInCard({ buttons = [], card }: Message): Reply[] {
  if (card?.type !== 'question') return buttons;
  const titles = optionsOf(card.input).map((option) => option.title);
  return buttons.filter(({ title }) => !titles.includes(title));
}
