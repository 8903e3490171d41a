import { Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { ask } from '../../console/api';
import { FactInput } from './FactInput';
import type { Deed, FactSpec } from './types';

let asked: Promise<FactSpec[]> | undefined;

function useFacts(): FactSpec[] {
  const [facts, setFacts] = useState<FactSpec[]>([]);
  useEffect(() => {
    asked ??= ask<FactSpec[]>('GET', '/facts');
    asked.then(setFacts, () => (asked = undefined));
  }, []);
  return facts;
}

interface AddFactProps {
  subject: string;
  who: string;
  onDeed: (deed: Deed) => void;
}

/** Something that the caller said and the program did not hear: chosen by name, then entered. */
export function AddFact({ subject, who, onDeed }: AddFactProps) {
  const facts = useFacts();
  const [chosen, setChosen] = useState<string | null>(null);
  const spec = facts.find(({ fact }) => fact === chosen);
  return (
    <div className="add-fact">
      <Select
        aria-label={`加一条${who}的情况`}
        className="wide"
        placeholder={`没听出来的，自己加：${who}的……`}
        showSearch={{ optionFilterProp: 'words' }}
        options={facts.map(({ fact, label }) => ({ value: fact, label, words: `${label} ${fact}` }))}
        value={chosen}
        onChange={setChosen}
        notFoundContent="没有这样的情况"
      />
      {spec && (
        <div className="buttons">
          <FactInput
            key={spec.fact}
            label={`${who}的${spec.label}`}
            input={spec.input}
            onChosen={(value) => {
              setChosen(null);
              onDeed({ do: 'put', subject, fact: spec.fact, value });
            }}
          />
          <Button type="text" onClick={() => setChosen(null)}>
            不加
          </Button>
        </div>
      )}
    </div>
  );
}
