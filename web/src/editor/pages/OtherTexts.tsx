import { DraftTag } from '../DraftTag';
import { Link } from '../Link';
import type { OtherText } from '../types';

/** Texts that are no rows of the list of items, with their drafts. */
export function OtherTexts({ title, texts }: { title: string; texts: OtherText[] }) {
  if (!texts.length) return null;
  return (
    <section className="others" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {texts.map(({ id, name, drafts }) => (
          <li key={id}>
            <Link to={`/editor/items/${id}`}>{name}</Link>{' '}
            {drafts.map((note) => (
              <DraftTag key={note.author} item={id} note={note} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
