import { Alert, App, Button, Card, Checkbox, DatePicker, Form, Input, Select, Space, Table, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import dayjs from 'dayjs';
import { useCallback, useEffect, useState } from 'react';
import { address, ask, sentenceOf } from '../../console/api';
import { ServiceSelect } from '../call/Candidates';
import '../call/call.css';
import { Orders } from './Orders';
import type { CallRow, CallsAnswer } from './types';

interface Fields {
  days?: [Dayjs | null, Dayjs | null] | null;
  service?: string;
  result?: string;
  login?: string;
  text?: string;
  due?: boolean;
  orders?: boolean;
}

function queryOf({ days, service, result, login, text, due, orders }: Fields): URLSearchParams {
  const parts: Record<string, string | undefined> = {
    first: days?.[0]?.format('YYYY-MM-DD'),
    last: days?.[1]?.format('YYYY-MM-DD'),
    service,
    result,
    login: login?.trim(),
    text: text?.trim(),
    due: due ? dayjs().format('YYYY-MM-DD') : undefined,
    orders: orders ? 'open' : undefined,
  };
  return new URLSearchParams(Object.entries(parts).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** Notes of calls: found by filters, followed up, exported; their work orders raised and closed. */
export default function CallsPage() {
  const { message } = App.useApp();
  const [fields, setFields] = useState<Fields>({});
  const [page, setPage] = useState(1);
  const [found, setFound] = useState<CallsAnswer>();
  const [problem, setProblem] = useState('');
  const query = queryOf(fields).toString();
  const load = useCallback(async () => {
    try {
      setFound(await ask<CallsAnswer>('GET', `/calls?${query}&page=${page}`));
      setProblem('');
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  }, [query, page]);
  useEffect(() => void load(), [load]);
  const followed = async (row: CallRow) => {
    try {
      await ask('POST', `/calls/${row.id}/followed`);
      message.success(`来电${row.id}已回访`);
    } catch (error) {
      message.error(sentenceOf(error));
    }
    await load();
  };
  return (
    <Card title={<h1 className="title">来电记录</h1>} extra={<Exports query={query} />}>
      <Filters results={found?.results ?? []} onChange={(changed) => (setFields(changed), setPage(1))} />
      <div role="alert">{problem && <Alert type="error" title={problem} role="presentation" />}</div>
      <Table<CallRow>
        rowKey="id"
        size="small"
        dataSource={found?.rows}
        locale={{ emptyText: '没有这样的记录' }}
        pagination={{ current: page, total: found?.total, pageSize: found?.page_size, onChange: setPage, showSizeChanger: false }}
        columns={[
          { title: '编号', dataIndex: 'id' },
          { title: '时间', dataIndex: 'at' },
          { title: '坐席', dataIndex: 'login' },
          { title: '服务', dataIndex: 'service_name' },
          { title: '地区', dataIndex: 'region_name' },
          { title: '结果', dataIndex: 'result' },
          { title: '记录', dataIndex: 'note', render: (note: string) => <span className="note">{note}</span> },
          { title: '回访', key: 'follow_up', render: (_, row) => <FollowUp row={row} onFollowed={() => void followed(row)} /> },
          { title: '工单', key: 'orders', render: (_, row) => <Orders row={row} onChanged={() => void load()} /> },
        ]}
      />
    </Card>
  );
}

function Exports({ query }: { query: string }) {
  return (
    <Space>
      <Button href={address(`/calls/export?${query}`)} download>
        导出 CSV
      </Button>
      <Button href={address(`/calls/export?${query}&format=xlsx`)} download>
        导出 Excel
      </Button>
    </Space>
  );
}

function Filters({ results, onChange }: { results: string[]; onChange: (fields: Fields) => void }) {
  const [form] = Form.useForm<Fields>();
  const submit = () => onChange(form.getFieldsValue());
  return (
    <Form form={form} layout="inline" className="filters" onFinish={submit} onValuesChange={(changed) => !('text' in changed || 'login' in changed) && submit()}>
      <Form.Item name="days" label="日期" htmlFor="calls-days">
        <DatePicker.RangePicker id={{ start: 'calls-days', end: 'calls-days-end' }} allowEmpty={[true, true]} aria-label="日期" />
      </Form.Item>
      <Form.Item name="service" label="服务">
        <ServiceFilter />
      </Form.Item>
      <Form.Item name="result" label="结果">
        <Select className="short" allowClear options={results.map((value) => ({ value, label: value }))} placeholder="全部" />
      </Form.Item>
      <Form.Item name="login" label="坐席">
        <Input className="short" allowClear />
      </Form.Item>
      <Form.Item name="text" label="记录里有">
        <Input className="short" allowClear />
      </Form.Item>
      <Form.Item name="due" valuePropName="checked">
        <Checkbox>该回访的</Checkbox>
      </Form.Item>
      <Form.Item name="orders" valuePropName="checked">
        <Checkbox>工单没办结的</Checkbox>
      </Form.Item>
      <Button htmlType="submit">查</Button>
    </Form>
  );
}

function ServiceFilter({ id, value, onChange }: { id?: string; value?: string; onChange?: (id?: string) => void }) {
  return <ServiceSelect id={id} label="服务" placeholder="全部" value={value ?? null} onChange={(chosen) => onChange?.(chosen)} allowClear />;
}

function FollowUp({ row, onFollowed }: { row: CallRow; onFollowed: () => void }) {
  if (!row.follow_up) return null;
  if (row.followed) return <span>已回访（{row.followed}）</span>;
  const late = row.follow_up < dayjs().format('YYYY-MM-DD');
  return (
    <Space wrap size="small">
      {late ? <Tag color="error">过期 {row.follow_up}</Tag> : row.follow_up}
      <Button size="small" onClick={onFollowed} aria-label={`已回访来电${row.id}`}>
        已回访
      </Button>
    </Space>
  );
}
