import { aboveCard } from './above';
import { whereOf } from './cards/ApplyPart';
import type { Benefit, Card, Message, ScreeningCard, VerdictCard } from './types';

/** What is read aloud for a message: what matters of its card, not every line of it. */
export function spoken(message: Message): string {
  const parts = [aboveCard(message), ...(message.card ? linesOf(message.card) : [])];
  return unique(parts.map((part) => part.trim())).join('\n');
}

/** A text in pieces short enough for a browser's voice, which may stop after some 15 seconds. */
export function pieces(text: string): string[] {
  return (text.match(/[^。！？；\n]+[。！？；]?/g) ?? []).map((piece) => piece.trim()).filter(Boolean);
}

function linesOf(card: Card): string[] {
  switch (card.type) {
    case 'verdict':
      return verdictLines(card);
    case 'screening':
      return screeningLines(card);
    case 'question':
      return [card.text, card.input.options?.map((option) => option.title).join('，') ?? ''];
    case 'service':
      return [card.service.name, ...card.sections.flatMap(({ title, lines }) => [`${title}：`, ...lines])];
    case 'callback':
      return [];
  }
}

function verdictLines({ service, label, summary, benefits = [], apply }: VerdictCard): string[] {
  const where = apply ? whereOf(apply) : '';
  const phone = apply?.phones?.[0];
  return [
    `${service.name}：${label}。`,
    summary ?? '',
    ...benefits.flatMap(benefitLines),
    where && `到哪里办：${where}。`,
    phone ? `电话：${phone.number.split('').join(' ')}。` : '',
  ];
}

function benefitLines({ name, label, amount, changes = [], manual = [] }: Benefit): string[] {
  return [`${name}：${label}。`, amount ? `${amount}。` : '', ...changes, ...manual];
}

function screeningLines({ groups }: ScreeningCard): string[] {
  return groups.flatMap(({ verdict, label, items }) => {
    const count = `${label}的有${items.length}项。`;
    return verdict === 'ineligible' ? [count] : [count, ...items.map((item) => item.name)];
  });
}

function unique(parts: string[]): string[] {
  return [...new Set(parts.filter(Boolean))];
}
