import { Alert, App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { changePassword, sentenceOf } from './api';

/** One's own password. */
export function Password({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<{ old: string; wanted: string }>();
  const [problem, setProblem] = useState('');
  const save = async () => {
    const { old, wanted } = await form.validateFields();
    try {
      await changePassword(old, wanted);
      message.success('密码改好了');
      onClose();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <Modal open={open} title="改密码" okText="改" onOk={save} onCancel={onClose} afterClose={() => setProblem('')} destroyOnHidden>
      <Form form={form} layout="vertical" requiredMark={false} preserve={false} clearOnDestroy>
        <div role="alert">{problem && <Alert type="error" title={problem} role="presentation" />}</div>
        <Form.Item name="old" label="原来的密码" rules={[{ required: true, message: '请填原来的密码' }]}>
          <Input.Password autoComplete="current-password" visibilityToggle={false} />
        </Form.Item>
        <Form.Item name="wanted" label="新密码（至少10个字符）" rules={[{ required: true, min: 10, message: '至少10个字符' }]}>
          <Input.Password autoComplete="new-password" visibilityToggle={false} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
