import { Button } from 'antd';
import { FactInput } from './FactInput';
import type { Deed, Question as Asked } from './types';

interface QuestionProps {
  question: Asked | null;
  conflict: { text: string; options: string[] } | null;
  subject: string;
  onDeed: (deed: Deed) => void;
}

/** What to ask next, with the answers as buttons; or which of two statements is right. */
export function Question({ question, conflict, subject, onDeed }: QuestionProps) {
  if (!conflict && !question) return null;
  return (
    <section aria-labelledby="question" className="block question">
      <h2 id="question">{conflict ? '两样说法对不上，请问清楚' : '接着问'}</h2>
      {conflict ? (
        <>
          <p className="question__text">{conflict.text}</p>
          <div className="buttons">
            {conflict.options.map((option) => (
              <Button key={option} onClick={() => onDeed({ do: 'hear', text: option })}>
                {option}
              </Button>
            ))}
          </div>
        </>
      ) : (
        question && (
          <>
            <p className="question__text">{question.text}</p>
            <div className="buttons">
              <FactInput
                key={question.fact}
                label={question.text}
                input={question.input}
                onChosen={(value) => onDeed({ do: 'put', subject, fact: question.fact, value })}
              />
              <Button type="dashed" onClick={() => onDeed({ do: 'skip' })}>
                不知道、不想说
              </Button>
            </div>
            {question.why && <p className="hint">为什么问：{question.why}</p>}
          </>
        )
      )}
    </section>
  );
}
