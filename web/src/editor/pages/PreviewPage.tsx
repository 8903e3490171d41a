import { Alert, Input, Spin, Table } from 'antd';
import { useState } from 'react';
import '../editor.css';
import { VerdictChanges } from '../item/VerdictChanges';
import { Link } from '../Link';
import { getPreview } from '../server';
import type { Preview } from '../types';
import { useAsked } from '../useAsked';

/** 到那一天: what the published knowledge will say differently on a day to come. */
export default function PreviewPage() {
  const [date, setDate] = useState(() => `${new Date().getFullYear() + 1}-01-01`);
  return (
    <section className="sheet" aria-labelledby="preview-title">
      <h1 id="preview-title">到那一天，和今天有什么不同</h1>
      <label>
        <span className="field-label">哪一天</span>
        <Input type="date" className="choice" value={date} onChange={(event) => setDate(event.target.value)} />
      </label>
      {date && <Changes date={date} />}
    </section>
  );
}

function Changes({ date }: { date: string }) {
  const { data, problem, busy } = useAsked(() => getPreview(date), date);
  if (problem) return <Alert type="error" showIcon title={problem} />;
  if (!data || busy) return <Spin description="正在逐项对照…"><div className="waiting" /></Spin>;
  return (
    <>
      <h3>{data.figures.length ? '数、标准和有效期' : '没有哪个数或有效期不同'}</h3>
      {data.figures.length > 0 && (
        <Table<Preview['figures'][number]>
          size="small"
          rowKey={(row) => row.item + row.what}
          pagination={false}
          className="scrolling"
          dataSource={data.figures}
          columns={[
            { title: '服务', render: (_, row) => <Link to={`/editor/items/${row.item}`}>{row.name}</Link> },
            { title: '内容', dataIndex: 'what' },
            { title: '今天', dataIndex: 'today', className: 'wrapped' },
            { title: date, dataIndex: 'then', className: 'wrapped' },
            { title: '依据', dataIndex: 'basis' },
          ]}
        />
      )}
      <h3>结论不同的人：{data.count} 个</h3>
      <VerdictChanges changes={data.verdicts} withItem />
    </>
  );
}
