import { App, Badge, Button, Empty, Segmented, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { sentenceOf } from '../../console/api';
import { has, useStaff } from '../../console/session';
import { channelName, release, takeChat, waited, type Queue, type Row } from './api';
import { ChatPane } from './ChatPane';
import { Notes } from './Notes';
import { useQueue } from './useQueue';
import './takeover.css';

type View = 'chats' | 'notes';

/** 在线接待: who waits, the chats one has, the calls to make. */
export default function TakeoverPage() {
  const { queue, lost } = useQueue();
  const [view, setView] = useState<View>('chats');
  const [open, setOpen] = useState<number | null>(null);
  useWaitingInTitle(queue?.waiting.length ?? 0);
  const mine = queue?.mine.find(({ id }) => id === open);
  const read = useRead(mine);
  const options = [
    { value: 'chats', label: '对话' },
    { value: 'notes', label: `要回的电话 ${queue?.notes || ''}`.trim() },
  ];
  return (
    <div className="takeover">
      <div className="takeover__top">
        <h1>在线接待</h1>
        <Segmented options={options} value={view} onChange={(value) => setView(value as View)} aria-label="看什么" />
        <Standing queue={queue} lost={lost} />
      </div>
      {view === 'notes' ? (
        <Notes count={queue?.notes ?? 0} onOpened={(id) => (setOpen(id), setView('chats'))} />
      ) : (
        <div className="takeover__body">
          <Lists queue={queue} open={open} read={read} onOpen={setOpen} />
          <section className="takeover__chat" aria-label="对话">
            {mine && queue ? (
              <ChatPane key={mine.id} row={mine} colleagues={queue.colleagues} onLeft={() => setOpen(null)} />
            ) : (
              <Empty description="从左边接一个对话" />
            )}
          </section>
        </div>
      )}
    </div>
  );
}

function Standing({ queue, lost }: { queue: Queue | null; lost: boolean }) {
  const words = lost
    ? '网络断了，正在重新连。这时居民转不到您这里。'
    : !queue
      ? '正在连接…'
      : !queue.hours
        ? '还没有设上班时间（SHUHUI_WORKING_HOURS），居民转不到人工。'
        : queue.open
          ? '您在线上，居民可以转过来。'
          : `现在不在上班时间（${queue.hours}），居民只能留电话。`;
  return (
    <p role="status" className="takeover__standing">
      <Badge status={!lost && queue?.open ? 'success' : 'warning'} /> {words}
    </p>
  );
}

interface ListsProps {
  queue: Queue | null;
  open: number | null;
  read: Readonly<Record<number, string>>;
  onOpen: (id: number) => void;
}

function Lists({ queue, open, read, onOpen }: ListsProps) {
  const { message } = App.useApp();
  const staff = useStaff();
  const now = useNow();
  const [taking, setTaking] = useState<number | null>(null);
  const take = async (id: number) => {
    setTaking(id);
    try {
      await takeChat(id);
      onOpen(id);
    } catch (error) {
      message.warning(sentenceOf(error));
    } finally {
      setTaking(null);
    }
  };
  const free = (id: number) => release(id).catch((error) => message.warning(sentenceOf(error)));
  if (!queue) return <div className="takeover__lists" />;
  const takeButton = (row: Row) => (
    <Button type="primary" size="small" loading={taking === row.id} onClick={() => void take(row.id)}>
      接过来
    </Button>
  );
  return (
    <div className="takeover__lists">
      <List title="我的对话" rows={queue.mine} now={now} empty="还没有接对话" current={open} action={(row) => (
        <>
          {row.id !== open && read[row.id] !== row.changed && <Tag color="error">有新话</Tag>}
          <Button size="small" aria-pressed={row.id === open} onClick={() => onOpen(row.id)}>
            打开
          </Button>
        </>
      )} />
      <List title="等人工的" rows={queue.waiting} now={now} empty="没有人在等" action={takeButton} />
      <List title="机器人两次没答上来的" rows={queue.offered} now={now} empty="没有" action={takeButton} />
      {queue.others.length > 0 && (
        <List title="同事的对话" rows={queue.others} now={now} empty="" action={(row) => has(staff, ['班长']) && (
          <Button size="small" onClick={() => void free(row.id)}>
            退回排队
          </Button>
        )} />
      )}
    </div>
  );
}

interface ListProps {
  title: string;
  rows: Row[];
  now: number;
  empty: string;
  current?: number | null;
  action: (row: Row) => React.ReactNode;
}

function List({ title, rows, now, empty, current, action }: ListProps) {
  return (
    <section className="chats" aria-label={title}>
      <h2>
        {title} {rows.length > 0 && <span className="chats__count">{rows.length}</span>}
      </h2>
      {!rows.length && empty && <p className="chats__empty">{empty}</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={row.id === current ? 'chats__row chats__row--open' : 'chats__row'}>
            <span className="chats__words">
              <b>{row.topic || '没说是哪项'}</b>
              <span className="chats__about">
                {row.id}号 · {channelName(row.channel)} · {row.clerk ? `${row.clerk} · ` : ''}
                {waited(row.since, now)}
              </span>
            </span>
            {row.reason === 'failed' && <Tag color="warning">没答上来</Tag>}
            {action(row)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How each chat stood when it was last open, to tell where something new was said. */
function useRead(open: Row | undefined): Readonly<Record<number, string>> {
  const [read, setRead] = useState<Readonly<Record<number, string>>>({});
  const { id, changed } = open ?? {};
  useEffect(() => {
    if (id !== undefined && changed) setRead((before) => ({ ...before, [id]: changed }));
  }, [id, changed]);
  return read;
}

/** The time, for the minutes that people have waited. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Somebody waits: seen in the browser's tab while another page is in front. */
function useWaitingInTitle(waiting: number) {
  useEffect(() => {
    const title = document.title.replace(/^（\d+人在等）/, '');
    document.title = waiting ? `（${waiting}人在等）${title}` : title;
    return () => {
      document.title = title;
    };
  }, [waiting]);
}
