import { Icon } from '../../shared/Icon';
import type { Handover } from '../types';
import type { Talk } from './useConversation';

/**
 * How it stands with a person: waited for, answering, or out of reach for a moment. What is said stands in
 * the log; this tells, politely, what does not: the place in the queue and a broken line.
 */
export function HandoverBar({ talk: { handover, lineLost, pending, say } }: { talk: Talk }) {
  const waiting = handover.state === 'waiting';
  if (!waiting && handover.state !== 'taken') return null;
  return (
    <div className={`handover handover--${handover.state}`}>
      <p className="line handover__words" role="status">
        <Icon name={lineLost ? 'away' : waiting ? 'clock' : 'person'} />
        <span>{wordsFor(handover, lineLost)}</span>
      </p>
      {waiting && (
        <button type="button" className="action" disabled={!!pending} onClick={() => say({ text: '不等了', title: '不等了', typed: false })}>
          不等了
        </button>
      )}
    </div>
  );
}

function wordsFor({ state, ahead, clerk }: Handover, lineLost: boolean): string {
  if (lineLost) return '网络断了，正在重新连…';
  if (state === 'taken') return `${clerk}（人工）正在跟您说话`;
  return ahead ? `正在为您转接，前面还有${ahead}位` : '正在为您转接，下一个就是您';
}
