import type { VerdictChange, Words } from '../types';

const ONLY = '（整项）';

/** Only the benefits whose verdict differs, as one line. */
function told(words: Words, other: Words): string {
  const names = [...new Set([...Object.keys(words), ...Object.keys(other)])].filter((name) => words[name] !== other[name]);
  return names.map((name) => `${name || ONLY}：${words[name] ?? '没有'}`).join('；');
}

/** Persons (of a 用例 or of the sample) whose verdict differs. */
export function VerdictChanges({ changes, withItem = false }: { changes: VerdictChange[]; withItem?: boolean }) {
  return (
    <>
      {changes.map((change, index) => (
        <dl key={index} className="change">
          <dt>{change.case ? `用例${change.case}` : change.source}</dt>
          <dd>
            {withItem && <b>{change.name} </b>}
            {Object.entries(change.facts)
              .map(([name, value]) => `${name} ${value}`)
              .join('，')}
          </dd>
          <dt>原来</dt>
          <dd>{told(change.before, change.after)}</dd>
          <dt>以后</dt>
          <dd>
            <b>{told(change.after, change.before)}</b>
          </dd>
        </dl>
      ))}
    </>
  );
}
