import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { sentenceOf } from '../../console/api';
import { go } from '../../console/route';
import { beginItem } from '../server';

interface Fields {
  id: string;
  name: string;
  domain: string;
}

/** Begins the draft of a new item; everything else is filled in on its page. */
export function NewItem({ domains }: { domains: string[] }) {
  const [form] = Form.useForm<Fields>();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const begin = async (wanted: Fields) => {
    setBusy(true);
    try {
      go(`/editor/items/${(await beginItem(wanted)).id}`);
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>加一项服务…</Button>
      <Modal open={asking} title="加一项服务" footer={null} onCancel={() => setAsking(false)} afterOpenChange={(open) => open && form.focusField('name')} destroyOnHidden>
        <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={begin}>
          <div role="alert">{problem && <Alert type="error" title={problem} role="presentation" />}</div>
          <Form.Item name="name" label="名称" rules={[{ required: true, message: '请写名称' }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item
            name="id"
            label="编号（小写字母、数字、短横线，定了就不改，例如 elderly-meals）"
            rules={[{ required: true, pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, message: '只能用小写字母、数字和短横线' }]}
          >
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item name="domain" label="领域" rules={[{ required: true, message: '请选领域' }]}>
            <Select options={domains.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            开始写草稿
          </Button>
        </Form>
      </Modal>
    </>
  );
}
