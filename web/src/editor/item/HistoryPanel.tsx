import { Alert, App, Button, Empty, Modal, Spin, Tag } from 'antd';
import { useState } from 'react';
import { sentenceOf } from '../../console/api';
import { Link } from '../Link';
import { getHistory, getPublication, rollBack } from '../server';
import type { Publication } from '../types';
import { useAsked } from '../useAsked';
import { ChangedLines } from './ChangedLines';

interface HistoryPanelProps {
  /** Empty for all items. */
  item?: string;
  onRolledBack?: () => void;
}

/** What was published, newest first; each can be looked at and taken back with one click. */
export function HistoryPanel({ item = '', onRolledBack }: HistoryPanelProps) {
  const { data, problem, again } = useAsked(() => getHistory(item), item);
  const [open, setOpen] = useState<Publication>();
  if (problem) return <Alert type="error" title={problem} showIcon />;
  if (!data) return <Spin><div className="waiting" /></Spin>;
  const taken = new Set(data.publications.map((one) => one.reverts).filter(Boolean));
  const done = () => {
    again();
    onRolledBack?.();
  };
  return (
    <div className="stack">
      {data.publications.length === 0 && <Empty description="还没有在这里发布过" />}
      {data.publications.map((one) => (
        <Entry key={one.id} publication={one} named={!item} taken={taken.has(one.id)} onOpen={() => setOpen(one)} onDone={done} />
      ))}
      {data.commits.length > 0 && <h3>在别处提交的</h3>}
      {data.commits.map((one) => (
        <div key={one.id} className="faint">
          {moment(one.at)} {one.author}：{one.subject}（{one.id}）
        </div>
      ))}
      {open && <Texts publication={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

interface EntryProps {
  publication: Publication;
  named: boolean;
  taken: boolean;
  onOpen: () => void;
  onDone: () => void;
}

function Entry({ publication, named, taken, onOpen, onDone }: EntryProps) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const back = async () => {
    setBusy(true);
    try {
      const { note } = await rollBack(publication.id);
      message.success(note || '已经回退，机器人已用上。');
      onDone();
    } catch (error) {
      message.error(sentenceOf(error), 6);
    } finally {
      setBusy(false);
    }
  };
  return (
    <article className="group" aria-label={publication.reason}>
      <div>
        {named && (
          <>
            <Link to={`/editor/items/${publication.item}`}>{publication.item}</Link>{' '}
          </>
        )}
        <b>{publication.reason}</b> {taken && <Tag>已回退</Tag>}
      </div>
      <div className="faint">
        {moment(publication.at)} {publication.author}
        {publication.approver && `，${publication.approver}复核`}
        {publication.commit ? `，git ${publication.commit}` : '，没有提交到 git'}
      </div>
      <Button size="small" onClick={onOpen}>
        看改动
      </Button>{' '}
      {!taken && (
        <Button size="small" danger loading={busy} onClick={() => void back()}>
          回退这次发布
        </Button>
      )}
    </article>
  );
}

function Texts({ publication, onClose }: { publication: Publication; onClose: () => void }) {
  const { data, problem } = useAsked(() => getPublication(publication.id), publication.id);
  return (
    <Modal open width={900} title={publication.reason} footer={null} onCancel={onClose}>
      {problem && <Alert type="error" title={problem} />}
      {data ? <ChangedLines before={data.before} after={data.after} /> : <Spin />}
    </Modal>
  );
}

function moment(iso: string): string {
  return new Date(iso).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short' });
}
