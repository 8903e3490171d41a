import { Tag } from 'antd';
import { useStaff } from '../console/session';
import { Link } from './Link';
import type { DraftNote } from './types';

/** Who has a draft of a text, leading to it. */
export function DraftTag({ item, note }: { item: string; note: DraftNote }) {
  const staff = useStaff();
  const mine = note.author === staff.login;
  const label = `${mine ? '我' : note.author}${note.state === 'submitted' ? '：待复核' : '：在改'}`;
  const to = mine ? `/editor/items/${item}` : `/editor/items/${item}/by/${encodeURIComponent(note.author)}`;
  return (
    <Tag color={note.state === 'submitted' ? 'blue' : undefined}>
      <Link to={to}>{label}</Link>
    </Tag>
  );
}
