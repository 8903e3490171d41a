/** What `POST /staff/api/assistant` answers: the whole of what is known of the call. */

export type VerdictName = 'eligible' | 'likely' | 'unknown' | 'ineligible';
export type Value = string | number | boolean;

export interface Candidate {
  id: string;
  name: string;
  summary: string;
  confidence: number;
}

export interface FactInputSpec {
  kind: 'bool' | 'number' | 'money' | 'choice' | 'date' | 'region';
  options: { value: Value; title: string }[];
  min: number | null;
  max: number | null;
  unit: string;
}

/** A fact and how it is entered. */
export interface FactSpec {
  fact: string;
  label: string;
  input: FactInputSpec;
}

export interface FactRow extends FactSpec {
  value: unknown;
  text: string;
}

export interface Person {
  subject: string;
  label: string;
  facts: FactRow[];
}

export interface Benefit {
  name: string;
  verdict: VerdictName;
  label: string;
  amount: string;
  computed: string[];
  reasons: { text: string; value: boolean | null; basis: string }[];
  manual: string[];
  changes: string[];
}

export interface VerdictCard {
  service: { id: string; name: string; domain: string };
  subject: string;
  verdict: VerdictName;
  label: string;
  summary: string;
  benefits: Benefit[];
  apply: {
    place: string;
    office: string;
    channels: { name: string; url: string; note: string }[];
    phones: { number: string; name: string }[];
    materials: string[];
    steps: string[];
    time_limit: string;
    cost: string;
    note: string;
  };
  basis: { document: string; title: string; article: string; url: string }[];
  verified: { status: string; date: string; note: string } | null;
}

export interface Question {
  fact: string;
  text: string;
  why: string;
  input: FactInputSpec;
}

export interface ScreeningCard {
  settled: number;
  total: number;
  groups: { verdict: VerdictName; label: string; items: { id: string; name: string; line: string }[] }[];
}

export interface CallView {
  call: string;
  masked: boolean;
  candidates: Candidate[] | null;
  subject: string;
  who: string;
  persons: Person[];
  conflict: { text: string; options: string[] } | null;
  verdict: VerdictCard | null;
  modelled: boolean;
  sentence: string;
  question: Question | null;
  screening: ScreeningCard | null;
  others: { id: string; name: string }[];
  region: { code: string; name: string } | null;
  places: { name: string; address: string; hours: string; phone: string }[];
}

export type Deed =
  | { do: 'hear'; text: string }
  | { do: 'put'; subject: string; fact: string; value: Value }
  | { do: 'forget'; subject: string; fact: string }
  | { do: 'choose'; service: string }
  | { do: 'look_at'; subject: string }
  | { do: 'skip' }
  | { do: 'screen' };
