import { Icon, type IconName } from '../../shared/Icon';
import type { Verdict } from '../types';

const ICONS: Record<Verdict, IconName> = { eligible: 'check', likely: 'likely', unknown: 'ask', ineligible: 'minus' };

/** A verdict by word and sign; the colour only repeats it. */
export function VerdictBadge({ verdict, label }: { verdict: Verdict; label: string }) {
  return (
    <span className={`badge badge--${verdict}`}>
      <Icon name={ICONS[verdict] ?? 'ask'} />
      {label}
    </span>
  );
}
