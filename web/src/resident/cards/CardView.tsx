import type { Card, Reply, Utterance } from '../types';
import { CallbackForm } from './CallbackForm';
import { QuestionCard } from './QuestionCard';
import { ScreeningCard } from './ScreeningCard';
import { ServiceCard } from './ServiceCard';
import { VerdictCard } from './VerdictCard';

export interface CardProps {
  say: (utterance: Utterance) => void;
  /** An utterance is on its way. */
  busy: boolean;
  /** The card belongs to the latest message, so a question in it still waits for its answer. */
  live: boolean;
  buttons?: Reply[];
}

/** The card of a message, by its type; a type that this page does not know yet shows nothing. */
export function CardView({ card, ...props }: { card: Card } & CardProps) {
  switch (card.type) {
    case 'verdict':
      return <VerdictCard card={card} />;
    case 'screening':
      return <ScreeningCard card={card} {...props} />;
    case 'question':
      return <QuestionCard card={card} {...props} />;
    case 'service':
      return <ServiceCard card={card} />;
    case 'callback':
      return <CallbackForm card={card} />;
    default:
      return null;
  }
}
