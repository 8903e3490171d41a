import { Card, CardContent } from '@chatui/core';
import { useId } from 'react';
import { Fold } from '../../shared/Fold';
import { Icon } from '../../shared/Icon';
import type { ScreeningCard as Data, ScreeningGroup, ScreeningItem } from '../types';
import type { CardProps } from './CardView';
import { VerdictBadge } from './verdicts';

const SHOWN = 6;

/** All items by verdict: what one may have in full, what one may not have folded away. */
export function ScreeningCard({ card, ...ask }: { card: Data } & CardProps) {
  const { subject = '您', groups, settled, total } = card;
  const titleId = useId();
  return (
    <Card className="card card--screening" role="group" aria-labelledby={titleId}>
      <CardContent>
        <h2 className="card__title" id={titleId}>
          {subject}的结果清单
        </h2>
        <Progress settled={settled} total={total} />
        {groups.filter(({ items }) => items.length > 0).map((group) => (
          <Group key={group.verdict} group={group} {...ask} />
        ))}
      </CardContent>
    </Card>
  );
}

function Progress({ settled, total }: { settled: number; total: number }) {
  return (
    <div className="progress">
      <p className="small">
        {total}项服务，已经看清{settled}项
      </p>
      <progress value={settled} max={total} aria-label="看清了多少项" />
    </div>
  );
}

function Group({ group, ...ask }: { group: ScreeningGroup } & CardProps) {
  const { verdict, label, items } = group;
  const shown = verdict === 'ineligible' ? 0 : SHOWN;
  // A fold that would hide a single line is worth less than the line.
  const cut = items.length <= shown + 1 ? items.length : shown;
  const rest = items.slice(cut);
  return (
    <section className="group">
      <h3 className="group__head">
        <VerdictBadge verdict={verdict} label={label} />
        <span className="small">{items.length}项</span>
      </h3>
      <Items items={items.slice(0, cut)} {...ask} />
      {rest.length > 0 && (
        <Fold title={cut ? `还有${rest.length}项` : `看看是哪${rest.length}项`} about={label}>
          <Items items={rest} {...ask} />
        </Fold>
      )}
    </section>
  );
}

function Items({ items, say, busy }: { items: ScreeningItem[] } & CardProps) {
  if (!items.length) return null;
  return (
    <ul className="items">
      {items.map(({ id, name, line, payload }) => (
        <li key={id}>
          <button type="button" className="item" disabled={busy} onClick={() => say({ text: payload, title: name, typed: false })}>
            <span className="item__words">
              <span className="item__name">{name}</span>
              {line && <span className="small">{line}</span>}
            </span>
            <Icon name="right" />
          </button>
        </li>
      ))}
    </ul>
  );
}
