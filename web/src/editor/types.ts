/** What the server tells the editor's page (bot/channels/staff/editor_data.py). */

export interface DraftNote {
  author: string;
  state: 'open' | 'submitted';
  reason: string;
  updated: string;
}

export interface ItemRow {
  id: string;
  name: string;
  domain: string;
  status: string;
  verified: string;
  /** Days since 核验; null when it was never done. */
  age: number | null;
  stale: boolean;
  unverified: number;
  sourced: number;
  benefits: number;
  conditions: number;
  offices: number;
  cases: number;
  failing: number;
  questions: number;
  errors: number;
  warnings: number;
  drafts: DraftNote[];
}

export interface Training {
  state?: 'running' | 'done' | 'refused' | 'failed';
  at?: string;
  message?: string;
  check?: { questions: number; before: number; after: number; worse: string[] } | null;
}

/** A text with its drafts that is no row of the list: a new item, or a file that all items share. */
export interface OtherText {
  id: string;
  name: string;
  drafts: DraftNote[];
}

export interface Overview {
  items: ItemRow[];
  new: OtherText[];
  shared: OtherText[];
  domains: string[];
  problems: string[];
  training: Training;
  two_editors: boolean;
  repository: string;
}

export interface Finding {
  line: number;
  severity: 'error' | 'warning' | 'info';
  level: string;
  message: string;
}

/** A drawn rule; `value` (only after a trial) says whether it holds, null for unknown. */
export interface RuleNode {
  kind: string;
  text: string;
  basis: string;
  members: RuleNode[];
  value?: boolean | null;
}

export interface BenefitRule {
  name: string;
  amount: string;
  rule: RuleNode;
}

export interface Conflict {
  current: string;
  mine: string;
  merged: string | null;
}

export type Data = Record<string, unknown>;

export interface ItemView {
  id: string;
  name: string;
  /** `new`: not published yet; `shared`: a file that all items use, edited as text. */
  kind: 'item' | 'new' | 'shared';
  file: string;
  published: string;
  version: string;
  text: string;
  /** The version of `text`: what is approved is what was read. */
  text_version: string;
  base: string;
  draft: DraftNote | null;
  others: DraftNote[];
  data: Data | null;
  findings: Finding[];
  sound: boolean;
  rules: BenefitRule[] | null;
  conflict: Conflict | null;
  two_editors: boolean;
}

export type Words = Record<string, string>;

export interface VerdictChange {
  item: string;
  name: string;
  facts: Words;
  source: string;
  before: Words;
  after: Words;
  case: number;
}

export interface Difference {
  keys: { key: string; before: unknown; after: unknown }[];
  cases: VerdictChange[];
  people: VerdictChange[];
  counts: { cases: number; people: number; changed: number };
}

export interface Fact {
  name: string;
  kind: string;
  unit: string;
  options: { value: string; title: string }[];
  question: string;
}

export interface Reason {
  text: string;
  value: boolean | null;
  basis: string;
  office?: boolean;
}

export interface TrialResult {
  word: string;
  words: Words;
  benefits: { name: string; reasons: Reason[]; amount: string; computed: string[]; missing: string[]; changes: string[] }[];
  contradictions?: { fact: string; because: string[] }[];
  rules: BenefitRule[];
}

export interface Publication {
  id: string;
  at: string;
  item: string;
  author: string;
  approver: string;
  reason: string;
  commit: string;
  reverts: string;
}

export interface History {
  publications: Publication[];
  commits: { id: string; at: string; author: string; subject: string }[];
}

export interface Published {
  state: 'published' | 'submitted';
  commit?: string;
  note?: string;
  view: ItemView;
}

export interface QuestionGroup {
  questions: { id: number; text: string; why: 'unplaced' | 'down'; at: string }[];
  guesses: { id: string; name: string }[];
}

export interface Questions {
  groups: QuestionGroup[];
  headings: string[];
  items: Record<string, string>;
}

export interface Preview {
  figures: { item: string; name: string; what: string; today: string; then: string; basis: string }[];
  verdicts: VerdictChange[];
  count: number;
}
