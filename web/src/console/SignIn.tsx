import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { sentenceOf, signIn, type Staff } from './api';

interface SignInProps {
  onSignedIn: (staff: Staff) => void;
  login?: string;
}

export function SignIn({ onSignedIn, login = '' }: SignInProps) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (given: { login: string; password: string }) => {
    setBusy(true);
    setProblem('');
    try {
      onSignedIn(await signIn(given.login, given.password));
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ login }} onFinish={submit} className="sign-in">
      <div role="alert">{problem && <Alert type="error" title={problem} showIcon role="presentation" />}</div>
      <Form.Item name="login" label="登录名" rules={[{ required: true, message: '请填登录名' }]}>
        <Input autoComplete="username" autoFocus={!login} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填密码' }]}>
        <Input.Password autoComplete="current-password" autoFocus={Boolean(login)} visibilityToggle={false} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        登录
      </Button>
    </Form>
  );
}
