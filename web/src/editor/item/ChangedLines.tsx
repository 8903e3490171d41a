import { changedLines } from './lines';

const SIGN = { same: '  ', gone: '- ', new: '+ ', skipped: '' };

/** Two texts as one: what went, what came, a little of what stayed. */
export function ChangedLines({ before, after }: { before: string; after: string }) {
  return (
    <pre className="lines" tabIndex={0} aria-label="改动的行">
      {changedLines(before, after).map((line, index) => (
        <div key={index} className={`lines__${line.kind}`}>
          {SIGN[line.kind]}
          {line.text}
        </div>
      ))}
    </pre>
  );
}
