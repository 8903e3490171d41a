/** The difference of two texts by lines (longest common subsequence), for reading side by side. */

export interface Line {
  kind: 'same' | 'gone' | 'new' | 'skipped';
  text: string;
}

const CONTEXT = 2;

/** Lines of `before` that went and of `after` that came, with a little of what stayed around them. */
export function changedLines(before: string, after: string): Line[] {
  const old = before.split('\n');
  const fresh = after.split('\n');
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end += 1;
  const middle = diff(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end));
  const same = (lines: string[]): Line[] => lines.map((text) => ({ kind: 'same', text }));
  return shortened([...same(old.slice(0, start)), ...middle, ...same(old.slice(old.length - end))]);
}

function diff(old: string[], fresh: string[]): Line[] {
  const width = fresh.length + 1;
  const longest = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        old[i] === fresh[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      lines.push({ kind: 'same', text: old[i]! });
      i += 1;
      j += 1;
    } else if (i < old.length && (j === fresh.length || longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) {
      lines.push({ kind: 'gone', text: old[i]! });
      i += 1;
    } else {
      lines.push({ kind: 'new', text: fresh[j]! });
      j += 1;
    }
  }
  return lines;
}

function shortened(lines: Line[]): Line[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some((line) => line.kind !== 'same'),
  );
  const shown: Line[] = [];
  lines.forEach((line, index) => {
    if (near[index]) shown.push(line);
    else if (shown[shown.length - 1]?.kind !== 'skipped') shown.push({ kind: 'skipped', text: '……' });
  });
  return shown;
}
