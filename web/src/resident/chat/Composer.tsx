import { Button } from '@chatui/core';
import { useEffect, useLayoutEffect, useRef, type FormEvent, type KeyboardEvent, type RefObject } from 'react';
import { Icon } from '../../shared/Icon';
import { useDictation } from '../useDictation';
import { HandoverBar } from './HandoverBar';
import type { Talk } from './useConversation';

const NEARLY_FULL = 0.8;

/**
 * The input field. ChatUI's own sends on mouse-down only, so it cannot be used from a keyboard, and
 * it empties itself before anything has arrived.
 */
export function Composer({ talk }: { talk: Talk }) {
  const { draft, setDraft, pending, config } = talk;
  const field = useGrowingField(draft);
  const dictation = useAppendedDictation(draft, (words) => setDraft(words.slice(0, config.max_length)));
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    const text = draft.trim();
    if (text && !pending) talk.say({ text, title: text, typed: true });
    else field.current?.focus();
  };
  return (
    <form className="composer" onSubmit={send} aria-label="打字问">
      <HandoverBar talk={talk} />
      {dictation.problem && <p className="small composer__note">{dictation.problem}</p>}
      <div className="composer__row">
        {dictation.supported && <Voice listening={dictation.listening} onPress={dictation.toggle} />}
        <textarea
          id="say"
          ref={field}
          className="input composer__field"
          rows={1}
          aria-label="想问什么"
          placeholder={dictation.listening ? '请说，我在听…' : '想问什么'}
          maxLength={config.max_length}
          enterKeyHint="send"
          autoComplete="off"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => entersToSend(event) && send(event)}
        />
        <Button type="submit" color="primary" className="composer__send" disabled={!!pending}>
          发送
        </Button>
      </div>
      <Room used={draft.length} room={config.max_length} begun={talk.messages.length > 0} />
    </form>
  );
}

function Voice({ listening, onPress }: { listening: boolean; onPress: () => void }) {
  return (
    <button type="button" className="voice" aria-pressed={listening} onClick={onPress}>
      <Icon name={listening ? 'stop' : 'mic'} />
      {listening ? '说完了' : '语音'}
    </button>
  );
}

/** Near the limit, how much is left; else what need not be written, which a phone shows at the beginning only. */
function Room({ used, room, begun }: { used: number; room: number; begun: boolean }) {
  if (used > room * NEARLY_FULL) return <p className="small composer__note">还能写{room - used}个字。</p>;
  const manner = begun ? 'small composer__note composer__note--known' : 'small composer__note';
  return <p className={manner}>不用写姓名和身份证号。结果以受理窗口答复为准。</p>;
}

/** Enter sends, Shift+Enter breaks the line; an Enter that only confirms pinyin does neither. */
function entersToSend(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && event.keyCode !== 229;
}

function useGrowingField(draft: string): RefObject<HTMLTextAreaElement> {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [draft]);
  return field;
}

/** Spoken words follow what stood in the field when the microphone was opened. */
function useAppendedDictation(draft: string, setDraft: (draft: string) => void) {
  const before = useRef('');
  const dictation = useDictation((words) => setDraft(before.current + words));
  useEffect(() => {
    if (!dictation.listening) before.current = draft;
  }, [dictation.listening, draft]);
  return dictation;
}
