import { Button, Tag } from 'antd';
import type { Finding } from '../types';

const COLOURS = { error: 'red', warning: 'orange', info: 'blue' } as const;

/** What lint says; pressing a line number leads there. */
export function Findings({ findings, onGo }: { findings: Finding[]; onGo: (line: number) => void }) {
  if (!findings.length) return <p className="good">没有发现问题。</p>;
  const order = ['error', 'warning', 'info'];
  const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.line - b.line);
  return (
    <ul className="findings" aria-label="检查结果">
      {sorted.map((one, index) => (
        <li key={index}>
          <Tag color={COLOURS[one.severity]}>{one.level}</Tag>
          <span>{one.message}</span>
          <Button type="link" size="small" className="findings__line" onClick={() => onGo(one.line)}>
            第{one.line}行
          </Button>
        </li>
      ))}
    </ul>
  );
}
