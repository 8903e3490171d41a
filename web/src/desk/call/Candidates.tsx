import { Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { ask } from '../../console/api';
import type { Candidate } from './types';

interface CandidatesProps {
  candidates: Candidate[];
  chosen?: string;
  onChoose: (id: string) => void;
}

/** The items it may be about, the likeliest first, and a field to choose any other. */
export function Candidates({ candidates, chosen, onChoose }: CandidatesProps) {
  return (
    <section aria-labelledby="candidates" className="block">
      <h2 id="candidates">可能是哪一项</h2>
      {candidates.length === 0 && <p className="hint">还看不出是哪一项。可以多说一点情况，也可以直接选。</p>}
      <ol className="candidates">
        {candidates.map(({ id, name, summary, confidence }, index) => (
          <li key={id}>
            <Button
              block
              type={id === chosen ? 'primary' : 'default'}
              aria-pressed={id === chosen}
              aria-keyshortcuts={`Alt+${index + 1}`}
              title={summary}
              onClick={() => onChoose(id)}
            >
              <span className="candidates__name">
                {index + 1}. {name}
              </span>
              <span className="candidates__chance">把握{Math.round(confidence * 100)}%</span>
            </Button>
          </li>
        ))}
      </ol>
      <AnyService onChoose={onChoose} />
    </section>
  );
}

export interface Service {
  id: string;
  name: string;
  domain: string;
  aliases: string[];
}

let asked: Promise<Service[]> | undefined;

export function useServices(): Service[] {
  const [services, setServices] = useState<Service[]>([]);
  useEffect(() => {
    asked ??= ask<Service[]>('GET', '/services');
    asked.then(setServices, () => (asked = undefined));
  }, []);
  return services;
}

function AnyService({ onChoose }: { onChoose: (id: string) => void }) {
  return (
    <ServiceSelect label="按名称找服务" placeholder="按名称找服务，如“高龄津贴”" value={null} onChange={(id) => id && onChoose(id)} />
  );
}

interface ServiceSelectProps {
  label: string;
  placeholder: string;
  value: string | null;
  onChange: (id: string | undefined) => void;
  allowClear?: boolean;
  id?: string;
}

/** One of the 83 items, found by a part of its name or of an alias. */
export function ServiceSelect({ label, placeholder, value, onChange, allowClear, id }: ServiceSelectProps) {
  const options = useServices().map(({ id, name, aliases }) => ({ value: id, label: name, words: [name, ...aliases].join(' ') }));
  return (
    <Select
      id={id}
      aria-label={label}
      className="wide"
      placeholder={placeholder}
      showSearch={{ optionFilterProp: 'words' }}
      allowClear={allowClear}
      options={options}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      notFoundContent="没有这样的名称"
    />
  );
}
