import { Button } from 'antd';
import { useState } from 'react';
import { FactInput } from './FactInput';
import type { CallView, Deed, VerdictCard } from './types';

interface WhereProps {
  card: VerdictCard;
  view: CallView;
  onDeed: (deed: Deed) => void;
}

const REGION = { kind: 'region', options: [], min: null, max: null, unit: '' } as const;

/** Where the caller applies, what to bring, how it goes. */
export function Where({ card, view, onDeed }: WhereProps) {
  const [asking, setAsking] = useState(false);
  const { apply } = card;
  const byHukou = apply.place.includes('户籍');
  return (
    <section aria-labelledby="where" className="block">
      <div className="block__head">
        <h2 id="where">在哪里办、带什么</h2>
        <span>
          {view.region?.name ?? '还不知道是哪里'}{' '}
          <Button size="small" aria-expanded={asking} onClick={() => setAsking(!asking)}>
            {view.region ? '换地方' : '填地方'}
          </Button>
        </span>
      </div>
      {asking && (
        <FactInput
          label={byHukou ? '户口在哪里' : '住在哪里'}
          input={{ ...REGION, options: [] }}
          onChosen={(value) => {
            setAsking(false);
            onDeed({ do: 'put', subject: view.subject, fact: byHukou ? '户籍地' : '居住地', value });
          }}
        />
      )}
      <dl className="pairs">
        {view.places.map(({ name, address, hours, phone }) => (
          <Pair key={name} title="本地窗口" lines={[[name, address, hours, phone].filter(Boolean).join('，')]} />
        ))}
        <Pair title="受理" lines={[[apply.place, apply.office].filter(Boolean).join('：')]} />
        <Pair title="也可以" lines={apply.channels.map(({ name, url, note }) => [name, url, note].filter(Boolean).join(' '))} />
        <Pair title="电话" lines={apply.phones.map(({ number, name }) => `${number} ${name}`)} />
        <Pair title="材料" lines={apply.materials} />
        <Pair title="步骤" lines={apply.steps} />
        <Pair title="时限" lines={[apply.time_limit]} />
        <Pair title="费用" lines={[apply.cost]} />
        <Pair title="说明" lines={[apply.note]} />
      </dl>
    </section>
  );
}

function Pair({ title, lines }: { title: string; lines: string[] }) {
  const told = lines.filter(Boolean);
  if (told.length === 0) return null;
  return (
    <div>
      <dt>{title}</dt>
      {told.map((line) => (
        <dd key={line}>{line}</dd>
      ))}
    </div>
  );
}
