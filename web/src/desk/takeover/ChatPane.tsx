import { App, Button, Dropdown, Input, Spin, type GetRef } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { sentenceOf } from '../../console/api';
import { channelName, giveBack, passOn, sayTo, timeOf, type Chat, type Colleague, type Line, type Row } from './api';
import { useChat } from './useChat';

const LONGEST = 1000;

interface ChatPaneProps {
  row: Row;
  colleagues: Colleague[];
  onLeft: () => void;
}

/** One chat of ours: what was said, what is known, what the bot would say, and our answer. */
export function ChatPane({ row, colleagues, onLeft }: ChatPaneProps) {
  const { chat, reload } = useChat(row.id, row.changed);
  if (!chat) return <Spin />;
  return (
    <>
      <Head chat={chat} colleagues={colleagues} onLeft={onLeft} />
      <div className="pane">
        <div className="pane__talk">
          <Messages lines={chat.messages} />
          <Answer chat={chat} onSent={reload} />
        </div>
        <Known chat={chat} />
      </div>
    </>
  );
}

function Head({ chat, colleagues, onLeft }: { chat: Chat; colleagues: Colleague[]; onLeft: () => void }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const run = async (deed: Promise<void>, done: string) => {
    setBusy(true);
    try {
      await deed;
      message.success(done);
      onLeft();
    } catch (error) {
      message.warning(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const items = [
    ...colleagues.map(({ login, name }) => ({ key: login, label: `转给${name}` })),
    { key: '', label: '退回排队' },
  ];
  const pass = ({ key }: { key: string }) => void run(passOn(chat.id, key || null), key ? '已经转过去了' : '已经退回排队');
  return (
    <header className="pane__head">
      <h2>
        {chat.topic || '没说是哪项'} <small>{chat.id}号 · {channelName(chat.channel)}</small>
      </h2>
      <Dropdown menu={{ items, onClick: pass }} trigger={['click']} disabled={busy}>
        <Button disabled={busy}>转给同事…</Button>
      </Dropdown>
      <Button disabled={busy} onClick={() => void run(giveBack(chat.id), '已经交还给机器人')}>
        交还机器人
      </Button>
    </header>
  );
}

function Messages({ lines }: { lines: Line[] }) {
  const end = useRef<HTMLDivElement>(null);
  const last = lines.at(-1)?.id;
  useEffect(() => {
    end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [last]);
  return (
    <div ref={end} className="pane__log" role="log" aria-label="说过的话" tabIndex={0}>
      {lines.map((line) => (
        <article key={line.id} className={`line line--${line.from}`} aria-label={`${speaker(line)}说`}>
          <span className="line__who">
            {speaker(line)} {timeOf(line)}
          </span>
          <p>{line.text}</p>
        </article>
      ))}
    </div>
  );
}

function speaker({ from, clerk }: Line): string {
  if (from === 'user') return '居民';
  return from === 'clerk' ? clerk || '坐席' : '蜀惠';
}

function Answer({ chat, onSent }: { chat: Chat; onSent: () => void }) {
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const field = useRef<GetRef<typeof Input.TextArea>>(null);
  useEffect(() => field.current?.focus(), []);
  const send = async () => {
    if (!text.trim() || sending) return;
    setSending(true);
    try {
      await sayTo(chat.id, text.trim());
      setText('');
      onSent();
    } catch (error) {
      message.error(sentenceOf(error));
    } finally {
      setSending(false);
      field.current?.focus();
    }
  };
  const suggest = (suggestion: string) => {
    setText(suggestion.slice(0, LONGEST));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      void send();
    }
    const picked = event.altKey ? chat.suggestions[Number(event.key) - 1] : undefined;
    if (picked) {
      event.preventDefault();
      suggest(picked);
    }
  };
  return (
    <div className="pane__answer">
      {chat.suggestions.length > 0 && (
        <section aria-label="机器人会这样答">
          <h3>机器人会这样答（点一下填进去，可以改；Alt+数字也行）</h3>
          {chat.suggestions.map((suggestion, index) => (
            <button type="button" key={suggestion} className="suggestion" onClick={() => suggest(suggestion)}>
              <b>{index + 1}</b> {suggestion}
            </button>
          ))}
        </section>
      )}
      <Input.TextArea
        ref={field}
        aria-label="回复居民"
        placeholder="回复居民（回车发送，Shift+回车换行）"
        rows={3}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="primary" loading={sending} onClick={() => void send()}>
        发送
      </Button>
    </div>
  );
}

const STEPS: Record<string, string> = {
  offered: '机器人两次没答上来',
  waiting: '居民要找人工',
  taken: '接过对话',
  transferred: '转交',
  released: '退回排队',
};

function Known({ chat }: { chat: Chat }) {
  const persons = chat.persons.filter(({ facts }) => facts.length > 0);
  return (
    <aside className="pane__known" aria-label="居民的情况">
      <h3>机器人记下的情况</h3>
      {!persons.length && <p>还没有。</p>}
      {persons.map(({ subject, label, facts }) => (
        <dl key={subject}>
          <dt className="pane__person">{label}</dt>
          {facts.map((fact) => (
            <dd key={fact.fact}>
              {fact.label}：{fact.text}
            </dd>
          ))}
        </dl>
      ))}
      <h3>经过</h3>
      <ol className="pane__steps">
        {chat.steps.map((step, index) => (
          <li key={index}>
            {new Date(step.at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' })}{' '}
            {step.clerk}
            {STEPS[step.what] ?? step.what}
            {step.to && `给${step.to}`}
          </li>
        ))}
      </ol>
    </aside>
  );
}
