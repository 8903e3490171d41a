import { Alert, Spin } from 'antd';
import { getDifference } from '../server';
import { useAsked } from '../useAsked';
import { VerdictChanges } from './VerdictChanges';

/** What the draft changes; `stamp` is new whenever the draft is. */
export function DifferencePanel({ item, author, stamp }: { item: string; author: string; stamp: string }) {
  const { data, problem, busy } = useAsked(() => getDifference(item, author), stamp);
  if (problem) return <Alert type="warning" title={problem} showIcon />;
  if (data === undefined || (busy && !data)) return <Spin description="正在逐人对照…"><div className="waiting" /></Spin>;
  if (data === null) return <p className="faint">还没有改动。</p>;
  const { counts } = data;
  return (
    <Spin spinning={busy}>
      <h3>改了 {data.keys.length} 处</h3>
      {data.keys.map((one, index) => (
        <dl key={index} className="change">
          <dt>哪里</dt>
          <dd>{one.key}</dd>
          <dt>原来</dt>
          <dd className="lines__gone">{shown(one.before)}</dd>
          <dt>以后</dt>
          <dd className="lines__new">{shown(one.after)}</dd>
        </dl>
      ))}
      <h3>结论变了的用例：{data.cases.length} 个（共试 {counts.cases} 个）</h3>
      <VerdictChanges changes={data.cases} />
      <h3>结论变了的人：{counts.changed} 个（共试 {counts.people} 个）</h3>
      <p className="faint">试的是各项用例里的人，和最近对话里隐去身份、年龄和地方都写粗了的情况。</p>
      <VerdictChanges changes={data.people} />
      {counts.changed > data.people.length && <p className="faint">……还有 {counts.changed - data.people.length} 个</p>}
    </Spin>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '（没有）';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1).replace(/[{}"[\]]/g, '').trim();
}
