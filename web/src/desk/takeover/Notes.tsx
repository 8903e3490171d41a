import { App, Button, Empty, Popconfirm } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { sentenceOf } from '../../console/api';
import { channelName, finishNote, readNotes, revealNumber, waited, writeTo, type Note } from './api';

/** Calls to make: the number is shown only to who is about to call, and is gone when the call was made. */
export function Notes({ count, onOpened }: { count: number; onOpened: (chat: number) => void }) {
  const { message } = App.useApp();
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
  const finish = (id: number) => run(async () => {
    await finishNote(id);
    reload();
  });
  const write = (id: number) => run(async () => onOpened((await writeTo(id)).id));

  if (notes && !notes.length) return <Empty description="没有要回的电话" />;
  return (
    <table className="notes" aria-label="要回的电话">
      <thead>
        <tr>
          {['留了多久', '问的是', '从哪里来', '电话', '办理'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {notes?.map((note) => (
          <tr key={note.id}>
            <td>{waited(note.since, Date.now())}</td>
            <td>{note.topic || '没说是哪项'}</td>
            <td>{channelName(note.channel)}</td>
            <td>{note.phone ? shown[note.id] ?? note.phone : '在原处回复'}</td>
            <td>
              {note.phone ? (
                <span className="notes__deeds">
                  {!shown[note.id] && <Button onClick={() => void reveal(note.id)}>显示号码</Button>}
                  <Popconfirm
                    title="电话打完了？号码会马上删掉，找不回来。"
                    okText="打完了，删掉"
                    cancelText="还没有"
                    onConfirm={() => finish(note.id)}
                  >
                    <Button type="primary">打完了</Button>
                  </Popconfirm>
                </span>
              ) : (
                <Button type="primary" onClick={() => void write(note.id)}>
                  接过来回复
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
