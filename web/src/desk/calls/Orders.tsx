import { Alert, App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { ask, sentenceOf } from '../../console/api';
import type { CallRow, Order } from './types';

interface OrdersProps {
  row: CallRow;
  onChanged: () => void;
}

/** The work orders of a call, and a new one. */
export function Orders({ row, onChanged }: OrdersProps) {
  const { message } = App.useApp();
  const [raising, setRaising] = useState(false);
  const [closing, setClosing] = useState<Order>();
  const done = (sentence: string) => {
    message.success(sentence);
    setRaising(false);
    setClosing(undefined);
    onChanged();
  };
  return (
    <div className="orders">
      {row.orders.map((order) => (
        <div key={order.id}>
          工单{order.id}，{order.office}：{order.task}
          {order.closed ? (
            <div className="hint">
              {order.closed} {order.closed_by}办结：{order.outcome}
            </div>
          ) : (
            <Button size="small" onClick={() => setClosing(order)} aria-label={`办结工单${order.id}`}>
              办结
            </Button>
          )}
        </div>
      ))}
      <Button size="small" type="dashed" onClick={() => setRaising(true)} aria-label={`给来电${row.id}提工单`}>
        提工单
      </Button>
      {raising && (
        <Asked
          title={`给来电${row.id}提工单`}
          fields={{ office: '交给哪个单位', task: '请他们办什么' }}
          send={(fields) => ask('POST', `/calls/${row.id}/orders`, fields)}
          onDone={() => done('工单已提交')}
          onClose={() => setRaising(false)}
        />
      )}
      {closing && (
        <Asked
          title={`办结工单${closing.id}`}
          fields={{ outcome: '办理结果' }}
          send={(fields) => ask('POST', `/orders/${closing.id}/close`, fields)}
          onDone={() => done(`工单${closing.id}已办结`)}
          onClose={() => setClosing(undefined)}
        />
      )}
    </div>
  );
}

interface AskedProps {
  title: string;
  fields: Record<string, string>;
  send: (fields: Record<string, string>) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
}

/** A few texts that are all needed. */
function Asked({ title, fields, send, onDone, onClose }: AskedProps) {
  const [problem, setProblem] = useState('');
  const submit = (given: Record<string, string>) => send(given).then(onDone, (error) => setProblem(sentenceOf(error)));
  return (
    <Modal open title={title} footer={null} onCancel={onClose}>
      <Form layout="vertical" requiredMark={false} onFinish={submit}>
        <div role="alert">{problem && <Alert type="error" title={problem} role="presentation" />}</div>
        {Object.entries(fields).map(([name, label]) => (
          <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
            <Input.TextArea rows={2} maxLength={name === 'office' ? 100 : 2000} />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit">
          {fields.outcome ? '办结' : '提交'}
        </Button>
      </Form>
    </Modal>
  );
}
