import { Alert, Card, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { ask, sentenceOf } from '../../console/api';
import './charts.css';
import { Picture } from './Picture';
import type { ChartData, ChartsAnswer } from './types';

/** What residents ask, what they are told, how calls go: for supervisors, as charts with a table beside each. */
export default function ChartsPage() {
  const [days, setDays] = useState<[string, string]>();
  const [found, setFound] = useState<ChartsAnswer>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const query = days ? `?first=${days[0]}&last=${days[1]}` : '';
    ask<ChartsAnswer>('GET', `/charts${query}`).then(
      (answer) => (setFound(answer), setProblem('')),
      (error) => setProblem(sentenceOf(error)),
    );
  }, [days]);
  return (
    <>
      <div className="charts__head">
        <h1>统计</h1>
        <DatePicker.RangePicker
          aria-label="从哪天到哪天"
          allowClear={false}
          value={found && [dayjs(found.first), dayjs(found.last)]}
          presets={[7, 30, 90].map((n) => ({ label: `最近${n}天`, value: [dayjs().subtract(n - 1, 'day'), dayjs()] }))}
          onChange={(chosen) => chosen?.[0] && chosen[1] && setDays([chosen[0].format('YYYY-MM-DD'), chosen[1].format('YYYY-MM-DD')])}
        />
      </div>
      <div role="alert">{problem && <Alert type="error" title={problem} role="presentation" />}</div>
      <div className="charts">
        {found?.charts.map((chart) => (
          <Card key={chart.key} title={<h2>{chart.title}</h2>} size="small">
            <One chart={chart} />
          </Card>
        ))}
      </div>
    </>
  );
}

function One({ chart }: { chart: ChartData }) {
  const told = chart.series.some(({ values }) => values.some(Boolean));
  if (!told) return <p>这些日子还没有数字。</p>;
  return (
    <div className="chart">
      <Picture chart={chart} />
      <Numbers chart={chart} />
    </div>
  );
}

/** The same numbers to read; it scrolls with the arrow keys. Days without any are left out. */
function Numbers({ chart: { title, by_day, labels, series } }: { chart: ChartData }) {
  const rows = labels.map((label, index) => [label, series.map(({ values }) => values[index] ?? 0)] as const);
  const told = by_day ? rows.filter(([, values]) => values.some(Boolean)).reverse() : rows;
  return (
    <div className="numbers" tabIndex={0} role="region" aria-label={`${title}的表`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{by_day ? '日期' : '名称'}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.map(([label, values]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, index) => (
                <td key={index}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
