import { Card, CardContent } from '@chatui/core';
import { useId } from 'react';
import { Fold } from '../../shared/Fold';
import { Icon } from '../../shared/Icon';
import type { VerdictCard as Data } from '../types';
import { ApplyPart } from './ApplyPart';
import { BenefitPart } from './BenefitPart';
import { Papers } from './Papers';
import { VerdictBadge } from './verdicts';

/** What the rules say about one item: the verdict first, then how much, where, and why. */
export function VerdictCard({ card }: { card: Data }) {
  const { service, subject, verdict, label, summary, benefits = [], apply, basis = [], verified } = card;
  const titleId = useId();
  return (
    <Card className={`card card--${verdict}`} role="group" aria-labelledby={titleId}>
      <CardContent>
        <p className="card__verdict">
          <VerdictBadge verdict={verdict} label={label} />
          {subject && <span className="card__subject">{subject}</span>}
        </p>
        <h2 className="card__title" id={titleId}>
          {service.name}
        </h2>
        {summary && <p>{summary}</p>}
        {benefits.map((benefit) => (
          <BenefitPart key={benefit.name} benefit={benefit} alone={benefits.length === 1} within={service.name} />
        ))}
        {apply && <ApplyPart apply={apply} />}
        {basis.length > 0 && (
          <Fold title="依据哪些文件">
            <Papers papers={basis} />
          </Fold>
        )}
        {verified && <Verified {...verified} />}
      </CardContent>
    </Card>
  );
}

/** The note of an unverified item is written for editors; residents need to know what to do about it. */
function Verified({ status, date }: NonNullable<Data['verified']>) {
  if (status === '已核') return date ? <p className="small">内容在{date}核对过。</p> : null;
  return (
    <p className="notice">
      <Icon name="info" />
      <span>这一项有些内容还在核对文件原文，具体以当地公布的为准。办之前可以先打电话问清楚。</span>
    </p>
  );
}
