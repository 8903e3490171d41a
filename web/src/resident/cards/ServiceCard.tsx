import { Card, CardContent } from '@chatui/core';
import { useId } from 'react';
import type { ServiceCard as Data } from '../types';

/** The answer to a follow-up (what to bring, how it goes), without a verdict. */
export function ServiceCard({ card: { service, sections } }: { card: Data }) {
  const titleId = useId();
  return (
    <Card className="card" role="group" aria-labelledby={titleId}>
      <CardContent>
        <h2 className="card__title" id={titleId}>
          {service.name}
        </h2>
        {sections.map(({ title, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            {lines.length === 1 ? <p>{lines[0]}</p> : <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>}
          </section>
        ))}
      </CardContent>
    </Card>
  );
}
