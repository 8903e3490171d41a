/** What the server sends, as written in the page's API. Fields a server may leave out are optional. */
import type { Hotline } from '../shared/hotlines';

export type Verdict = 'eligible' | 'likely' | 'unknown' | 'ineligible';
export type Value = string | number | boolean;

export interface Message {
  id: string;
  from: 'bot' | 'user' | 'clerk';
  /** The working name of the person who wrote it. */
  clerk?: string;
  /** About a person to come: no answer to vote on. */
  note?: boolean;
  text: string;
  buttons?: Reply[];
  card?: Card | null;
}

export interface Reply {
  title: string;
  payload: string;
}

export interface Service {
  id: string;
  name: string;
  domain?: string;
}

export interface Reason {
  text: string;
  value: boolean | null;
  basis?: string;
}

export interface Benefit {
  name: string;
  verdict: Verdict;
  label: string;
  amount?: string;
  computed?: string[];
  reasons?: Reason[];
  changes?: string[];
  manual?: string[];
  exclusive?: string[];
}

export interface Phone {
  number: string;
  name?: string;
}

export interface Counter {
  name: string;
  address: string;
  hours?: string;
  phone?: string;
}

export interface Apply {
  /** Place and office in one phrase. */
  where?: string;
  place?: string;
  office?: string;
  channels?: { name: string; url?: string }[];
  counters?: Counter[];
  phones?: Phone[];
  materials?: string[];
  steps?: string[];
  time_limit?: string;
  cost?: string;
  note?: string;
}

export interface Paper {
  document: string;
  title?: string;
  article?: string;
  url?: string;
}

export interface VerdictCard {
  type: 'verdict';
  service: Service;
  subject?: string;
  verdict: Verdict;
  label: string;
  summary?: string;
  benefits?: Benefit[];
  apply?: Apply;
  basis?: Paper[];
  verified?: { status: string; date?: string; note?: string };
}

export interface ScreeningItem {
  id: string;
  name: string;
  domain?: string;
  line?: string;
  payload: string;
}

export interface ScreeningGroup {
  verdict: Verdict;
  label: string;
  items: ScreeningItem[];
}

export interface ScreeningCard {
  type: 'screening';
  subject?: string;
  groups: ScreeningGroup[];
  settled: number;
  total: number;
}

export type InputKind = 'number' | 'choice' | 'bool' | 'date' | 'region' | 'money';

export interface InputSpec {
  kind: InputKind;
  options?: { value: Value; title: string }[];
  min?: number;
  max?: number;
  unit?: string;
}

export interface QuestionCard {
  type: 'question';
  fact: string;
  text: string;
  why?: string;
  input: InputSpec;
}

export interface ServiceCard {
  type: 'service';
  service: Service;
  sections: { title: string; lines: string[] }[];
}

/** A form for a number to call, or a number that was left (its middle hidden). */
export interface CallbackCard {
  type: 'callback';
  days?: number;
  phone?: string;
}

export type Card = VerdictCard | ScreeningCard | QuestionCard | ServiceCard | CallbackCard;

/** Whether a person is waited for or answers; `ahead` wait before, `after` is where the page stands. */
export interface Handover {
  state: 'none' | 'offered' | 'waiting' | 'taken';
  ahead: number;
  clerk: string;
  after?: number;
}

export interface Config {
  name: string;
  max_length: number;
  hotlines: Hotline[];
}

export interface Fact {
  fact: string;
  label: string;
  value: Value | null;
  text: string;
  input: InputSpec;
}

export interface Person {
  subject: string;
  label: string;
  facts: Fact[];
}

export interface Profile {
  persons: Person[];
  messages?: Message[];
}

export interface Region {
  code: string;
  name: string;
}

/** Something the resident says: what is sent, and what the page shows for it. */
export interface Utterance {
  text: string;
  title: string;
  /** Written in the input field, so that it goes back there when it cannot be sent. */
  typed: boolean;
  /** The item a shared link asks about. */
  service?: string;
  /** The page's own name of the message: sent again under the same name it counts once. */
  id?: string;
  again?: boolean;
  /** The fact of the question that stands open on the page. */
  answers?: string;
}
