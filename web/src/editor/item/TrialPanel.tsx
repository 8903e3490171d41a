import { Alert, Button, Input, Tag } from 'antd';
import { useState } from 'react';
import { sentenceOf } from '../../console/api';
import { tryOut } from '../server';
import type { Data, Fact, TrialResult } from '../types';
import { FactsEditor } from './fields/FactsField';
import { RuleTree } from './RuleTree';

const COLOURS: Record<string, string> = { 符合: 'green', 初步符合: 'cyan', 待补充: 'blue', 不符合: 'red' };

/** 试一试: somebody's facts in, verdict and reasons out, by the text as it stands here. */
export function TrialPanel({ item, text, facts }: { item: string; text: string; facts: Fact[] }) {
  const [told, setTold] = useState<Data>({});
  const [date, setDate] = useState('');
  const [region, setRegion] = useState('');
  const [result, setResult] = useState<TrialResult>();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      setResult(await tryOut(item, { facts: told, date, region, text }));
      setProblem('');
    } catch (error) {
      setProblem(sentenceOf(error));
      setResult(undefined);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      <FactsEditor facts={facts} value={told} onChange={setTold} />
      <div className="two">
        <label>
          <span className="field-label">哪一天（不填是今天）</span>
          <Input type="date" value={date} onChange={(event) => setDate(event.target.value)} />
        </label>
        <label>
          <span className="field-label">在哪里办（不填按情况里的地方）</span>
          <Input value={region} placeholder="例如 成都市" onChange={(event) => setRegion(event.target.value)} />
        </label>
      </div>
      <Button type="primary" loading={busy} onClick={() => void run()}>
        算一算
      </Button>
      <div role="status">
        {problem && <Alert type="warning" title={problem} showIcon />}
        {result && <Outcome result={result} />}
      </div>
    </div>
  );
}

function Outcome({ result }: { result: TrialResult }) {
  return (
    <div className="stack">
      <div>
        整项：<Tag color={COLOURS[result.word]}>{result.word}</Tag>
      </div>
      {result.benefits.map((benefit) => (
        <div key={benefit.name}>
          <Tag color={COLOURS[result.words[benefit.name] ?? '']}>{result.words[benefit.name]}</Tag>
          <b>{benefit.name}</b>
          {benefit.computed.map((line) => (
            <div key={line}>{line}</div>
          ))}
          {benefit.missing.length > 0 && <div className="faint">还要问：{benefit.missing.join('、')}</div>}
          {benefit.changes.length > 0 && <div className="faint">怎样才行：{benefit.changes.join('；')}</div>}
        </div>
      ))}
      {result.contradictions?.map((one) => (
        <Alert key={one.fact} type="warning" title={`情况自相矛盾：${one.because.join('、')} 和 ${one.fact} 对不上`} />
      ))}
      <RuleTree benefits={result.rules} />
    </div>
  );
}
