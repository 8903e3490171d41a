import { App, Button, Empty, Table } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { sentenceOf } from '../../console/api';
import { channelName, finishNote, readNotes, revealNumber, waited, writeTo, type Note } from './api';

/** Calls to make: the number is shown only to who is about to call, and is gone when the call was made. */
export function Notes({ count, onOpened }: { count: number; onOpened: (chat: number) => void }) {
  const { message, modal } = App.useApp();
  const [notes, setNotes] = useState<Note[] | null>(null);
  const [shown, setShown] = useState<Record<number, string>>({});
  const reload = useCallback(() => {
    readNotes().then(setNotes, (error) => message.error(sentenceOf(error)));
  }, [message]);
  useEffect(reload, [reload, count]);

  const run = (deed: () => Promise<void>) => deed().catch((error) => (message.warning(sentenceOf(error)), reload()));
  const reveal = (id: number) => run(async () => {
    const { phone } = await revealNumber(id);
    setShown((before) => ({ ...before, [id]: phone }));
  });
  const finish = (id: number) =>
    modal.confirm({
      title: '电话打完了？',
      content: '号码会马上删掉，找不回来。',
      okText: '打完了',
      cancelText: '还没有',
      onOk: () => run(async () => {
        await finishNote(id);
        reload();
      }),
    });
  const write = (id: number) => run(async () => onOpened((await writeTo(id)).id));

  if (notes && !notes.length) return <Empty description="没有要回的电话" />;
  return (
    <Table<Note>
      rowKey="id"
      loading={!notes}
      dataSource={notes ?? []}
      pagination={false}
      scroll={{ x: true }}
      columns={[
        { title: '留了多久', render: (_, note) => waited(note.since, Date.now()) },
        { title: '问的是', render: (_, note) => note.topic || '没说是哪项' },
        { title: '从哪里来', render: (_, note) => channelName(note.channel) },
        { title: '电话', render: (_, note) => (note.phone ? shown[note.id] ?? note.phone : '在原处回复') },
        {
          title: '',
          render: (_, note) =>
            note.phone ? (
              <span className="notes__deeds">
                {!shown[note.id] && <Button onClick={() => void reveal(note.id)}>显示号码</Button>}
                <Button type="primary" onClick={() => finish(note.id)}>
                  打完了
                </Button>
              </span>
            ) : (
              <Button type="primary" onClick={() => void write(note.id)}>
                接过来回复
              </Button>
            ),
        },
      ]}
    />
  );
}
