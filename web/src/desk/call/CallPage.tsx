import { Card } from 'antd';

export default function CallPage() {
  return <Card title="通话助手" />;
}
