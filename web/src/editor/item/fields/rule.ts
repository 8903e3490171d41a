/** A rule as it is written in a knowledge file, and as the form edits it; one leads back to the other. */

export type Kind = '条件' | '人工核实' | '人人可享' | '全部满足' | '任一满足' | '都不满足';
export const GROUPS = ['全部满足', '任一满足', '都不满足'] as const;
export const NOTES = ['说明', '依据', '改变'] as const;

export interface RulePart {
  kind: Kind;
  text: string;
  members: RulePart[];
  notes: Partial<Record<(typeof NOTES)[number], string>>;
  /** A group that stands under 条件, as {条件: {任一满足: …}, 说明: …}. */
  underCondition: boolean;
  /** Nobody is asked about it: what is not said, the office checks. */
  unasked: boolean;
}

export const condition = (text = ''): RulePart => ({ kind: '条件', text, members: [], notes: {}, underCondition: false, unasked: false });
export const office = (): RulePart => ({ ...condition(), kind: '人工核实' });
export const group = (kind: Kind = '全部满足'): RulePart => ({ ...condition(), kind, members: [condition()] });

/** The rule of a file as parts; null for a form that only the text can show. */
export function read(rule: unknown): RulePart | null {
  if (typeof rule === 'string') return { ...condition(rule), kind: rule === '人人可享' ? '人人可享' : '条件' };
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return null;
  const { 说明, 依据, 改变, 不问, ...rest } = rule as Record<string, unknown>;
  const notes = Object.fromEntries(
    Object.entries({ 说明, 依据, 改变 }).filter(([, text]) => typeof text === 'string'),
  ) as RulePart['notes'];
  const [kind, ...more] = Object.keys(rest) as Kind[];
  if (!kind || more.length) return null;
  const inner = rest[kind];
  const unasked = 不问 !== undefined;
  if (unasked && (不问 !== '是' || kind !== '条件' || typeof inner !== 'string')) return null;
  if (kind === '条件' && typeof inner === 'object') {
    const part = read(inner);
    return part && part.members.length && !Object.keys(part.notes).length ? { ...part, notes, underCondition: true } : null;
  }
  if ((GROUPS as readonly string[]).includes(kind)) {
    if (!Array.isArray(inner)) return null;
    const members = inner.map(read);
    return members.some((member) => member === null)
      ? null
      : { kind, text: '', members: members as RulePart[], notes, underCondition: false, unasked };
  }
  if (!['条件', '人工核实', '人人可享'].includes(kind) || typeof inner !== 'string') return null;
  return { kind, text: inner, members: [], notes, underCondition: false, unasked };
}

/** The parts as the file has them; the shortest form that says the same. */
export function write(part: RulePart): unknown {
  const notes = Object.fromEntries(Object.entries(part.notes).filter(([, text]) => text));
  if (part.members.length || (GROUPS as readonly string[]).includes(part.kind)) {
    const made = { [part.kind]: part.members.map(write) };
    return part.underCondition ? { 条件: made, ...notes } : { ...made, ...notes };
  }
  const bare = Object.keys(notes).length === 0 && !part.unasked;
  if (part.kind === '人人可享' && bare && (!part.text || part.text === '人人可享')) return '人人可享';
  if (part.kind === '条件' && bare) return part.text;
  return { [part.kind]: part.text, ...(part.unasked ? { 不问: '是' } : {}), ...notes };
}
