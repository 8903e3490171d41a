import type { Benefit, VerdictCard, VerdictName } from './types';

const MARKS = { true: ['✓', '满足'], false: ['✗', '没满足'], null: ['？', '还要看'] } as const;

export function Badge({ verdict, label }: { verdict: VerdictName; label: string }) {
  return <span className={`badge badge--${verdict}`}>{label}</span>;
}

/** The verdict with every condition, whether it is met, and the paper it stands in. */
export function Verdict({ card, modelled }: { card: VerdictCard; modelled: boolean }) {
  return (
    <section aria-labelledby="verdict" className="block">
      <div className="block__head">
        <h2 id="verdict">{card.service.name}</h2>
        {modelled && <Badge verdict={card.verdict} label={card.label} />}
      </div>
      <p>{card.summary}</p>
      {!modelled && <p className="hint">这一项的条件还没有录入系统，不要替来电人下结论。</p>}
      {card.benefits.map((benefit) => (
        <BenefitView key={benefit.name} benefit={benefit} open={card.benefits.length === 1 || benefit.verdict !== 'ineligible'} />
      ))}
      <Papers card={card} />
    </section>
  );
}

function BenefitView({ benefit, open }: { benefit: Benefit; open: boolean }) {
  return (
    <details open={open} className="benefit">
      <summary>
        {benefit.name} <Badge verdict={benefit.verdict} label={benefit.label} />
      </summary>
      {(benefit.computed.length ? benefit.computed : [benefit.amount]).filter(Boolean).map((text) => (
        <p key={text} className="benefit__amount">
          {text}
        </p>
      ))}
      <ul className="reasons">
        {benefit.reasons.map(({ text, value, basis }) => {
          const [mark, word] = MARKS[String(value) as keyof typeof MARKS];
          return (
            <li key={text} data-value={String(value)}>
              <span aria-hidden="true">{mark}</span>
              <span className="heard">{word}：</span> {text}
              {basis && <span className="paper">{basis}</span>}
            </li>
          );
        })}
        {benefit.manual.map((text) => (
          <li key={text}>
            <span aria-hidden="true">◇</span> 由单位核实：{text}
          </li>
        ))}
      </ul>
      {benefit.changes.map((text) => (
        <p key={text}>怎样会变：{text}</p>
      ))}
    </details>
  );
}

function Papers({ card }: { card: VerdictCard }) {
  return (
    <details className="benefit">
      <summary>依据的文件（{card.basis.length}）</summary>
      <ul className="papers">
        {card.basis.map(({ document, title, article, url }) => (
          <li key={document + article}>
            {url ? (
              <a href={url} target="_blank" rel="noreferrer noopener">
                {document}
              </a>
            ) : (
              document
            )}{' '}
            {title} {article}
          </li>
        ))}
      </ul>
      {card.verified && (
        <p className="hint">
          {card.verified.status}（{card.verified.date}）{card.verified.note}
        </p>
      )}
    </details>
  );
}
