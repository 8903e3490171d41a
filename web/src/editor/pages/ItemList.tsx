import { Alert, Input, Select, Space, Spin, Table, Tag, Tooltip, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { DraftTag } from '../DraftTag';
import { Link } from '../Link';
import { getOverview } from '../server';
import { TrainingNote } from '../TrainingNote';
import type { ItemRow, Overview } from '../types';
import { useAsked } from '../useAsked';
import { NewItem } from './NewItem';
import { OtherTexts } from './OtherTexts';

type Show = 'all' | 'todo' | 'unverified' | 'stale' | 'drafts';

const SHOWN: { value: Show; label: string; fits: (row: ItemRow) => boolean }[] = [
  { value: 'all', label: '全部', fits: () => true },
  { value: 'todo', label: '有错或要改', fits: (row) => row.errors + row.warnings + row.failing > 0 },
  { value: 'unverified', label: '待核', fits: (row) => row.status !== '已核' || row.unverified > 0 },
  { value: 'stale', label: '核验超过12个月', fits: (row) => row.stale },
  { value: 'drafts', label: '有草稿', fits: (row) => row.drafts.length > 0 },
];

export function ItemList() {
  const { data, problem } = useAsked(getOverview);
  if (problem) return <Alert type="error" title={problem} showIcon />;
  if (!data) return <Spin description="正在检查全部知识文件…"><div className="waiting" /></Spin>;
  return <Items overview={data} />;
}

function Items({ overview }: { overview: Overview }) {
  const [words, setWords] = useState('');
  const [show, setShow] = useState<Show>('all');
  const fits = SHOWN.find((choice) => choice.value === show)!.fits;
  const rows = overview.items.filter((row) => fits(row) && `${row.name} ${row.id} ${row.domain}`.includes(words.trim()));
  return (
    <section aria-labelledby="items-title" className="sheet">
      <div className="sheet__head">
        <h1 id="items-title">{overview.items.length} 项服务</h1>
        <Space wrap>
          <Input.Search
            aria-label="找一项服务"
            placeholder="名称、编号或领域"
            allowClear
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <Select
            aria-label="看哪些"
            value={show}
            onChange={setShow}
            className="choice"
            options={SHOWN.map(({ value, label, fits: one }) => ({
              value,
              label: `${label}（${overview.items.filter(one).length}）`,
            }))}
          />
          <NewItem domains={overview.domains} />
        </Space>
      </div>
      <TrainingNote first={overview.training} />
      {overview.repository && <Alert type="warning" showIcon title={overview.repository} />}
      {overview.problems.map((one) => (
        <Alert key={one} type="error" showIcon title={one} />
      ))}
      <OtherTexts title="各项共用的" texts={overview.shared} />
      <OtherTexts title="还没有发布的新服务" texts={overview.new} />
      <Table<ItemRow>
        rowKey="id"
        size="small"
        columns={COLUMNS}
        dataSource={rows}
        pagination={false}
        className="scrolling"
        locale={{ emptyText: '没有这样的服务' }}
      />
    </section>
  );
}

const by = (of: (row: ItemRow) => number) => (a: ItemRow, b: ItemRow) => of(a) - of(b);

const COLUMNS: TableColumnsType<ItemRow> = [
  {
    title: '服务',
    dataIndex: 'name',
    render: (_, row) => (
      <>
        <Link to={`/editor/items/${row.id}`}>{row.name}</Link>
        <div className="faint">{row.id}</div>
      </>
    ),
  },
  { title: '领域', dataIndex: 'domain' },
  {
    title: '核验',
    sorter: by((row) => row.age ?? 99_999),
    render: (_, row) => (
      <>
        <Tag color={row.status === '已核' ? 'green' : 'orange'}>{row.status || '没有核验'}</Tag>
        <span className={row.stale ? 'bad' : 'faint'}>{age(row.age)}</span>
      </>
    ),
  },
  {
    title: '待核的数',
    align: 'right',
    sorter: by((row) => row.unverified),
    render: (_, row) => (row.unverified ? <b className="bad">{row.unverified}</b> : <span className="faint">0</span>),
  },
  { title: '有据的数', align: 'right', dataIndex: 'sourced', sorter: by((row) => row.sourced) },
  {
    title: '条件',
    align: 'right',
    sorter: by((row) => row.conditions),
    render: (_, row) => (
      <Tooltip title={`${row.benefits} 种待遇，${row.conditions} 条条件，${row.offices} 条留给窗口核实`}>
        <span>
          {row.conditions}
          {row.offices > 0 && <span className="faint"> +{row.offices}人工</span>}
        </span>
      </Tooltip>
    ),
  },
  {
    title: '用例',
    align: 'right',
    sorter: by((row) => row.failing * 1000 + row.cases),
    render: (_, row) => (row.failing ? <b className="bad">{row.failing} 个不过 / {row.cases}</b> : row.cases),
  },
  { title: '问法', align: 'right', dataIndex: 'questions', sorter: by((row) => row.questions) },
  {
    title: '检查',
    sorter: by((row) => row.errors * 1000 + row.warnings),
    render: (_, row) => (
      <>
        {row.errors > 0 && <Tag color="red">{row.errors} 处错</Tag>}
        {row.warnings > 0 && <Tag color="orange">{row.warnings} 处要改</Tag>}
        {row.errors + row.warnings === 0 && <span className="faint">没有问题</span>}
      </>
    ),
  },
  { title: '草稿', render: (_, row) => row.drafts.map((note) => <DraftTag key={note.author} item={row.id} note={note} />) },
];

function age(days: number | null): string {
  if (days === null) return '';
  if (days < 1) return '今天';
  return days < 60 ? `${days}天前` : `${Math.round(days / 30)}个月前`;
}
