import type { Message } from './types';

/**
 * The part of a message's text that its card does not hold. Channels without cards need the whole
 * text; here a result is said in its first line, and a question stands in its form.
 */
export function aboveCard({ text, card }: Message): string {
  const lines = text.trim().split('\n');
  if (card?.type === 'verdict') return unless(card.summary, lines[0]);
  if (card?.type === 'screening') return lines[0] ?? '';
  if (card?.type === 'question') return unless(card.text, lines.at(-1)) ? text : lines.slice(0, -1).join('\n');
  return text;
}

/** The line, unless the card says just that. */
function unless(said: string | undefined, line = ''): string {
  return line.trim() === said?.trim() ? '' : line;
}
