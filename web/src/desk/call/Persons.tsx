import { Button } from 'antd';
import { useState } from 'react';
import { AddFact } from './AddFact';
import { FactInput } from './FactInput';
import type { Deed, FactRow, Person } from './types';

interface PersonsProps {
  persons: Person[];
  subject: string;
  who: string;
  onDeed: (deed: Deed) => void;
}

/** What was understood, person by person; every fact can be mended or taken away. */
export function Persons({ persons, subject, who, onDeed }: PersonsProps) {
  const told = persons.filter(({ facts }) => facts.length > 0);
  return (
    <section aria-labelledby="persons" className="block">
      <h2 id="persons">听到的情况</h2>
      {told.length === 0 && <p className="hint">来电人说到的年龄、户口、证件会列在这里，可以改，可以删。</p>}
      {told.map((person) => (
        <div key={person.subject} role="group" aria-label={person.label} className="person">
          <div className="person__head">
            <h3>{person.label}</h3>
            {person.subject === subject ? (
              <span className="person__here">正在看</span>
            ) : (
              <Button size="small" onClick={() => onDeed({ do: 'look_at', subject: person.subject })}>
                看{person.label}
              </Button>
            )}
          </div>
          <ul className="facts">
            {person.facts.map((row) => (
              <Fact key={row.fact} row={row} whose={person} onDeed={onDeed} />
            ))}
          </ul>
        </div>
      ))}
      <AddFact subject={subject} who={who} onDeed={onDeed} />
    </section>
  );
}

function Fact({ row, whose, onDeed }: { row: FactRow; whose: Person; onDeed: (deed: Deed) => void }) {
  const [editing, setEditing] = useState(false);
  const { subject, label: who } = whose;
  return (
    <li>
      <span className="facts__label">{row.label}</span>
      {editing ? (
        <FactInput
          label={`${who}的${row.label}`}
          input={row.input}
          initial={row.input.kind === 'region' ? row.text : typeof row.value === 'object' ? '' : String(row.value)}
          onChosen={(value) => {
            setEditing(false);
            onDeed({ do: 'put', subject, fact: row.fact, value });
          }}
        />
      ) : (
        <strong className="facts__text">{row.text}</strong>
      )}
      <Button size="small" type="text" aria-label={`${editing ? '不改' : '改'}${who}的${row.label}`} aria-expanded={editing} onClick={() => setEditing(!editing)}>
        {editing ? '不改' : '改'}
      </Button>
      <Button size="small" type="text" danger aria-label={`删${who}的${row.label}`} onClick={() => onDeed({ do: 'forget', subject, fact: row.fact })}>
        删
      </Button>
    </li>
  );
}
