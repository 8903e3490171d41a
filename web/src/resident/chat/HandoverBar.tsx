import { Icon } from '../../shared/Icon';
import type { Talk } from './useConversation';

/** How it stands with a person: waited for, answering, or out of reach for a moment. Polite, and short. */
export function HandoverBar({ talk: { handover, lineLost, pending, say } }: { talk: Talk }) {
  const waiting = handover.state === 'waiting';
  return (
    <div className={handover.state === 'none' ? 'heard' : `handover handover--${handover.state}`}>
      <p className="line handover__words" role="status">
        {handover.state !== 'none' && <Icon name={lineLost ? 'away' : waiting ? 'clock' : 'person'} />}
        <span>{wordsFor(handover.state, handover.ahead, handover.clerk, lineLost)}</span>
      </p>
      {waiting && (
        <button type="button" className="action" disabled={!!pending} onClick={() => say({ text: '不等了', title: '不等了', typed: false })}>
          不等了
        </button>
      )}
    </div>
  );
}

function wordsFor(state: string, ahead: number, clerk: string, lineLost: boolean): string {
  if (state === 'none') return '';
  if (lineLost) return '网络断了一下，正在重新连，请别关页面。';
  if (state === 'taken') return `${clerk}（人工）正在跟您说话`;
  return ahead ? `正在为您转接人工，前面还有${ahead}位` : '正在为您转接人工，下一个就是您';
}
