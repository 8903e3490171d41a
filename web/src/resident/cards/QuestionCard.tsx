import { Bubble, Button, Card, CardContent } from '@chatui/core';
import { useId } from 'react';
import { FactField } from '../fields/FactField';
import type { QuestionCard as Data, Reply } from '../types';
import type { CardProps } from './CardView';

const WAYS_OUT: Reply[] = [
  { title: '不知道', payload: '不知道' },
  { title: '不想说', payload: '不想说' },
];

/** One fact asked for, with a form that fits it. Typing the answer freely is always possible too. */
export function QuestionCard({ card, live, busy, say, buttons = [] }: { card: Data } & CardProps) {
  const titleId = useId();
  const { text, why, input } = card;
  const ways = waysOut(buttons);
  if (!live) return <Bubble content={text} />;
  return (
    <Card className="card card--question" role="group" aria-labelledby={titleId}>
      <CardContent>
        <h2 className="card__title" id={titleId}>
          {text}
        </h2>
        {why && <p className="small">为什么问：{why}。</p>}
        <FactField
          input={input}
          label={text}
          submitLabel="就是这个"
          disabled={busy}
          onAnswer={(answer) => say({ text: answer.text, title: titleOf(card, answer.text), typed: false })}
        />
        {ways.length > 0 && (
          <p className="waysout">
            {ways.map(({ title, payload }) => (
              <Button key={title} variant="text" disabled={busy} onClick={() => say({ text: payload, title, typed: false })}>
                {title}
              </Button>
            ))}
          </p>
        )}
      </CardContent>
    </Card>
  );
}

/** Unless the server offers them itself. */
function waysOut(buttons: Reply[]): Reply[] {
  return WAYS_OUT.filter(({ title }) => !buttons.some((button) => button.title === title));
}

/** The resident sees what stood on the button, not the word that the rules use. */
function titleOf({ input }: Data, text: string): string {
  return input.options?.find((option) => option.value === text)?.title ?? text;
}
