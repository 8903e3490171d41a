import type { ReactNode } from 'react';

/** The title around a field of our own, as the form draws it around its own. */
export function Labelled({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <fieldset className="own-field">
      {title && <legend className="field-label">{title}</legend>}
      {children}
    </fieldset>
  );
}
