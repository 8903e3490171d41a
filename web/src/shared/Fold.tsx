import type { ReactNode } from 'react';
import { Icon } from './Icon';

interface FoldProps {
  title: string;
  /** What tells two folds of one name apart, for those who hear the page. */
  about?: string;
  open?: boolean;
  children: ReactNode;
}

/** Something folded away, opened by its title. */
export function Fold({ title, about, open, children }: FoldProps) {
  return (
    <details className="fold" open={open}>
      <summary>
        <Icon name="right" />
        <span>
          {title}
          {about && <span className="heard">：{about}</span>}
        </span>
      </summary>
      <div className="fold__body">{children}</div>
    </details>
  );
}
