import type { ReactNode } from 'react';

interface LabelledProps {
  title?: string;
  hint?: string;
  children: ReactNode;
}

/** Title and hint around a field of our own, as the form library draws them around its own. */
export function Labelled({ title, hint, children }: LabelledProps) {
  return (
    <fieldset className="own-field">
      {title && <legend className="field-label">{title}</legend>}
      {hint && <div className="faint">{hint}</div>}
      {children}
    </fieldset>
  );
}
