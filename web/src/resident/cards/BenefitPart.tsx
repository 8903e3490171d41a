import { Fold } from '../../shared/Fold';
import { Icon, type IconName } from '../../shared/Icon';
import type { Benefit, Reason } from '../types';
import { VerdictBadge } from './verdicts';

interface BenefitPartProps {
  benefit: Benefit;
  /** The only one of its item: then its verdict already stands at the top. */
  alone: boolean;
  within: string;
}

export function BenefitPart({ benefit, alone, within }: BenefitPartProps) {
  const { name, verdict, label, amount, computed = [], reasons = [], changes = [], manual = [], exclusive = [] } = benefit;
  const repeated = alone && name === within;
  return (
    <section className={alone ? 'benefit benefit--alone' : 'benefit'}>
      {!repeated && (
        <h3 className="benefit__name">
          {name}
          {!alone && <VerdictBadge verdict={verdict} label={label} />}
        </h3>
      )}
      {amount && <p className={verdict === 'ineligible' ? undefined : 'benefit__amount'}>{amount}</p>}
      <Lines lines={computed} icon="check" />
      <Lines lines={changes} icon="clock" />
      <Lines lines={manual} icon="person" />
      <Lines lines={exclusive} icon="info" />
      {reasons.length > 0 && (
        <Fold title="为什么这样说" about={name}>
          <Reasons reasons={reasons} />
        </Fold>
      )}
    </section>
  );
}

function Lines({ lines, icon }: { lines: string[]; icon: IconName }) {
  return lines.map((line) => (
    <p className="line" key={line}>
      <Icon name={icon} />
      <span>{line}</span>
    </p>
  ));
}

const MARKS = {
  true: { icon: 'check', word: '符合' },
  false: { icon: 'cross', word: '不符合' },
  null: { icon: 'ask', word: '还不清楚' },
} as const;

function Reasons({ reasons }: { reasons: Reason[] }) {
  return (
    <ul className="reasons">
      {reasons.map(({ text, value, basis }) => {
        const mark = MARKS[`${value}`] ?? MARKS.null;
        return (
          <li key={text} className={`reason reason--${value}`}>
            <Icon name={mark.icon} />
            <span>
              <b>{mark.word}</b>：{text}
              {basis && <span className="small reason__basis">{basis}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
