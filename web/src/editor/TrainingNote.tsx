import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { ask } from '../console/api';
import type { Training } from './types';

const EVERY_MS = 5000;
const LATELY_MS = 24 * 3600 * 1000;

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

/** How the training after new 问法 goes; looks again while it runs. */
export function TrainingNote({ first }: { first: Training }) {
  const [now, setNow] = useState(first);
  useEffect(() => setNow(first), [first]);
  useEffect(() => {
    if (now.state !== 'running') return undefined;
    const timer = setTimeout(() => ask<Training>('GET', '/editor/training').then(setNow, () => setNow({ ...now })), EVERY_MS);
    return () => clearTimeout(timer);
  }, [now]);

  const check = now.check;
  const figures = check ? `用 ${check.questions} 句没参加训练的问法来试：原来答对 ${percent(check.before)}，现在 ${percent(check.after)}。` : '';
  if (now.state === 'running') {
    return <Alert type="info" showIcon title="正在后台训练新问法，大约几分钟。机器人照常回答，练好了自动换上。" />;
  }
  if (now.state === 'refused' || now.state === 'failed') {
    const worse = check?.worse.length ? `变差的例如：${check.worse.slice(0, 5).map((text) => `“${text}”`).join('、')}。` : '';
    return <Alert type="warning" showIcon title={now.message} description={figures + worse || undefined} />;
  }
  const lately = now.at && Date.now() - Date.parse(now.at) < LATELY_MS;
  return now.state === 'done' && lately ? <Alert type="success" showIcon title={`新问法已经训练好，换上了。${figures}`} /> : null;
}
