import { Button } from 'antd';
import type { ScreeningCard } from './types';
import { Badge } from './Verdict';

/** All items for one person, by verdict. */
export function Screening({ card, who, onChoose }: { card: ScreeningCard; who: string; onChoose: (id: string) => void }) {
  return (
    <section aria-labelledby="screening" className="block">
      <h2 id="screening">
        {who}：{card.total}项里看清了{card.settled}项
      </h2>
      {card.groups.map(({ verdict, label, items }) => (
        <details key={verdict} open={verdict === 'eligible' || verdict === 'likely'} className="benefit">
          <summary>
            <Badge verdict={verdict} label={`${label} ${items.length}项`} />
          </summary>
          <ul className="screened">
            {items.map(({ id, name, line }) => (
              <li key={id}>
                <Button type="link" onClick={() => onChoose(id)}>
                  {name}
                </Button>
                <span className="hint">{line}</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
