import type { Card, Message } from './types';

/**
 * The part of a message's text that its card does not hold. Channels without cards need the whole
 * text; here a result is said in its first line, and a question or a list stands in the card.
 */
export function aboveCard({ text, card }: Message): string {
  const lines = text.trim().split('\n');
  if (card?.type === 'verdict' || card?.type === 'screening') lines.splice(1);
  const held = card ? heldBy(card) : [];
  const above = lines.filter((line) => !held.includes(bare(line))).join('\n');
  return card?.type === 'verdict' ? above.replace(`【${card.label}】`, '') : above;
}

/** What a card shows in words of its own text. */
function heldBy(card: Card): string[] {
  switch (card.type) {
    case 'verdict':
      return [bare(card.summary ?? '')];
    case 'question':
      return [bare(card.text)];
    case 'service':
      return card.sections.flatMap(({ lines }) => lines.flatMap((line) => line.split('\n').map(bare)));
    default:
      return [];
  }
}

function bare(line: string): string {
  return line.replace(/^\s*·/, '').trim();
}
