import { Alert, App, Button, Popconfirm, Segmented, Space, Spin, Tabs, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { sentenceOf } from '../../console/api';
import { go } from '../../console/route';
import { useStaff } from '../../console/session';
import { Link } from '../Link';
import { approve, discardDraft, getVocabulary } from '../server';
import type { ItemView, Published } from '../types';
import { useAsked } from '../useAsked';
import { ConflictNotice } from './ConflictNotice';
import { DifferencePanel } from './DifferencePanel';
import { Findings } from './Findings';
import { HistoryPanel } from './HistoryPanel';
import { PublishDialog } from './PublishDialog';
import { RuleTree } from './RuleTree';
import { TrialPanel } from './TrialPanel';
import { useDraft, type DraftHandle } from './useDraft';

const FormEditor = lazy(() => import('./FormEditor').then((module) => ({ default: module.FormEditor })));
const TextEditor = lazy(() => import('./TextEditor').then((module) => ({ default: module.TextEditor })));

type Way = 'form' | 'text';

/** One item: edited as a form or as text, with everything that tells what the change does beside it. */
export function ItemPage({ item, author }: { item: string; author: string }) {
  const draft = useDraft(item, author);
  if (!draft.view) {
    return draft.problem ? <Alert type="error" showIcon title={draft.problem} /> : <Spin><div className="waiting" /></Spin>;
  }
  return <OpenItem draft={draft} view={draft.view} author={author} />;
}

function OpenItem({ draft, view, author }: { draft: DraftHandle; view: ItemView; author: string }) {
  const [chosen, setWay] = useState<Way>('form');
  const [wanted, setWanted] = useState<{ line: number; count: number }>();
  const way = view.data ? chosen : 'text';
  const goTo = (line: number) => {
    setWay('text');
    setWanted({ line, count: (wanted?.count ?? 0) + 1 });
  };
  return (
    <div className="item">
      <Head draft={draft} view={view} author={author} />
      <section className="sheet" aria-label="编辑">
        {view.kind !== 'shared' && (
          <Segmented<Way>
            value={way}
            onChange={setWay}
            options={[
              { label: '表单', value: 'form', disabled: !view.data },
              { label: '文字', value: 'text' },
            ]}
          />
        )}
        {view.kind !== 'shared' && !view.data && chosen === 'form' && <p className="faint">文字里有错，表单打不开，请在这里改。</p>}
        {view.id === 'facts' && <p className="faint">“问”是怎样问居民（{'{谁}'} 会换成“您”“您母亲”），“为什么”是为什么要问。已有的名字和值不要改。</p>}
        {view.id === 'phrases' && <p className="faint">写法见文件开头。发布以后几秒钟，机器人就按新的说法听。</p>}
        <Suspense fallback={<Spin><div className="waiting" /></Spin>}>
          {way === 'form' ? (
            <FormEditor key={view.base} data={view.data!} onChange={draft.fill} readOnly={Boolean(author)} />
          ) : (
            <TextEditor text={draft.text} findings={view.findings} onChange={draft.write} readOnly={Boolean(author)} wanted={wanted} />
          )}
        </Suspense>
      </section>
      <Side draft={draft} view={view} author={author} onGo={goTo} />
    </div>
  );
}

interface PartProps {
  draft: DraftHandle;
  view: ItemView;
  author: string;
}

function Head({ draft, view, author }: PartProps) {
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const errors = view.findings.filter((one) => one.severity === 'error').length;
  const discarded = (left: ItemView | null) => (left ? draft.take(left) : go('/editor/items'));
  const published = (result: Published) => {
    setAsking(false);
    draft.take(result.view);
    if (result.state === 'submitted') message.success('已交给另一位编辑复核。');
    else message.success(result.note || '已发布，机器人已经用上。', result.note ? 8 : 3);
  };
  return (
    <section className="sheet item__head" aria-label="这一项">
      <div className="sheet__head">
        <div>
          <Link to="/editor/items">← 全部服务</Link>
          <h1>
            {view.name} {view.kind === 'new' && <Tag color="blue">新的，还没有发布</Tag>}
          </h1>
          <span className="faint">{view.file}</span>
        </div>
        {author ? (
          <Approval view={view} author={author} />
        ) : (
          <Space wrap>
            <span role="status" className="faint">
              {draft.kept ? (view.draft ? '草稿已保存' : '没有改动') : '正在保存、检查…'}
            </span>
            {errors > 0 && <Tag color="red">{errors} 处错，不能发布</Tag>}
            {view.draft && (
              <Popconfirm
                title="放弃草稿？"
                description="改过的内容会丢掉。"
                okText="放弃"
                cancelText="不"
                onConfirm={() => discardDraft(view.id).then(discarded, (error: unknown) => message.error(sentenceOf(error)))}
              >
                <Button>放弃草稿</Button>
              </Popconfirm>
            )}
            <Button type="primary" disabled={!view.draft || !view.sound || !draft.kept || Boolean(view.conflict)} onClick={() => setAsking(true)}>
              {view.two_editors ? '请人复核…' : '发布…'}
            </Button>
          </Space>
        )}
      </div>
      {draft.problem && <Alert type="error" showIcon title={draft.problem} action={<Button size="small" onClick={draft.reload}>重新打开</Button>} />}
      {view.draft?.state === 'submitted' && !author && <Alert type="info" showIcon title="这份草稿在等另一位编辑复核；再改就算撤回。" />}
      {!author && view.others.map((other) => (
        <Alert
          key={other.author}
          type="warning"
          showIcon
          title={`${other.author} ${other.state === 'submitted' ? '交了一份草稿，等人复核' : '也在改这一项'}`}
          action={<Button size="small" onClick={() => go(`/editor/items/${view.id}/by/${encodeURIComponent(other.author)}`)}>看一看</Button>}
        />
      ))}
      {!author && <ConflictNotice view={view} onTake={(text) => void draft.rebase(text, view.version).catch((error: unknown) => message.error(sentenceOf(error)))} />}
      {asking && <PublishDialog view={view} onClose={() => setAsking(false)} onDone={published} onConflict={draft.reload} />}
    </section>
  );
}

/** Somebody else's draft: to read, and to approve if it was handed in. */
function Approval({ view, author }: { view: ItemView; author: string }) {
  const { message } = App.useApp();
  const staff = useStaff();
  const [busy, setBusy] = useState(false);
  if (view.draft?.state !== 'submitted' || author === staff.login) {
    return <span className="faint">{view.draft ? `${author} 正在改，还没有交来复核` : `${author} 没有草稿`}</span>;
  }
  const agree = async () => {
    setBusy(true);
    try {
      const result = await approve(view.id, author, view.text_version);
      message.success(result.note || '已发布，机器人已经用上。');
      go(`/editor/items/${view.id}`);
    } catch (error) {
      message.error(sentenceOf(error), 6);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Space wrap>
      <span>
        {author} 交来复核：<b>{view.draft.reason}</b>
      </span>
      <Button type="primary" loading={busy} disabled={!view.sound} onClick={() => void agree()}>
        同意并发布
      </Button>
    </Space>
  );
}

function Side({ draft, view, author, onGo }: PartProps & { onGo: (line: number) => void }) {
  const vocabulary = useAsked(getVocabulary);
  const stamp = `${view.draft?.updated ?? ''}${view.version}`;
  const ruled = [
    {
      key: 'rules',
      label: '条件',
      children: view.rules ? <RuleTree benefits={view.rules} /> : <p className="faint">改好错误以后才能画出来。</p>,
    },
    {
      key: 'trial',
      label: '试一试',
      children: vocabulary.data && <TrialPanel item={view.id} text={draft.text} facts={vocabulary.data.facts} />,
    },
  ];
  const items = [
    { key: 'findings', label: `检查（${view.findings.length}）`, children: <Findings findings={view.findings} onGo={onGo} /> },
    ...(view.kind === 'shared' ? [] : ruled),
    { key: 'difference', label: '改动影响', children: <DifferencePanel item={view.id} author={author} stamp={stamp} /> },
    { key: 'history', label: '历史', children: <HistoryPanel key={view.version} item={view.id} onRolledBack={draft.reload} /> },
  ];
  return (
    <aside className="sheet item__side" aria-label="检查和影响">
      <Tabs items={items} destroyOnHidden size="small" tabBarGutter={16} />
    </aside>
  );
}
