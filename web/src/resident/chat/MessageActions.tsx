import { useState, type ReactNode, type RefObject } from 'react';
import { Icon, type IconName } from '../../shared/Icon';
import { canPrint, printMessage } from '../print';
import { linkTo, share, type ShareOutcome } from '../share';
import { spoken } from '../spoken';
import type { Message, Service } from '../types';
import type { ReadAloud } from '../useReadAloud';
import { Feedback } from './Feedback';
import type { Place } from './MessageLog';

interface MessageActionsProps {
  message: Message;
  place: Place;
  /** In 长辈版 every turn can be heard, else only what is long to read. */
  elder: boolean;
  ratable: boolean;
  element: RefObject<HTMLElement>;
  aloud: ReadAloud;
}

/** What can be done with an answer: hear it, print it, pass it on, say whether it helped. */
export function MessageActions({ message, place, elder, ratable, element, aloud }: MessageActionsProps) {
  const { card } = message;
  const result = card?.type === 'verdict' || card?.type === 'screening';
  const asks = card?.type === 'question';
  const service = card?.type === 'verdict' || card?.type === 'service' ? card.service : null;
  return (
    <div className="actions">
      {(elder ? place.lastOfTurn : result || service) && <Aloud id={message.id} read={elder ? [...place.before, message] : [message]} aloud={aloud} />}
      {result && <Print element={element} />}
      {service && <Share service={service} />}
      {ratable && !asks && <Feedback messageId={message.id} />}
    </div>
  );
}

interface ActionProps {
  icon: IconName;
  pressed?: boolean;
  onPress: () => void;
  children: ReactNode;
}

export function Action({ icon, pressed, onPress, children }: ActionProps) {
  return (
    <button type="button" className="action" aria-pressed={pressed} onClick={onPress}>
      <Icon name={icon} />
      {children}
    </button>
  );
}

function Aloud({ id, read, aloud }: { id: string; read: Message[]; aloud: ReadAloud }) {
  if (!aloud.supported) return null;
  const reading = aloud.reading === id;
  return (
    <>
      <Action icon={reading ? 'stop' : 'sound'} onPress={() => aloud.toggle(id, read.map(spoken).join('\n'))}>
        {reading ? '停下' : '读给我听'}
      </Action>
      {aloud.mute === id && <p className="small">这台手机（电脑）没有能用的中文语音，读不出来。</p>}
    </>
  );
}

function Print({ element }: { element: RefObject<HTMLElement> }) {
  const [told, setTold] = useState(false);
  const print = () => (canPrint() ? element.current && printMessage(element.current) : setTold(true));
  return (
    <>
      <Action icon="print" onPress={print}>
        打印或存PDF
      </Action>
      {told && <p className="small">微信里不能打印。请点右上角的“…”，选“在浏览器打开”，再来打印。</p>}
    </>
  );
}

const OUTCOMES: Record<ShareOutcome, string> = {
  shared: '',
  copied: '链接已经复制好，发给家人就行。里面没有您的个人情况。',
  shown: '请长按复制这个链接，里面没有您的个人情况：',
};

function Share({ service }: { service: Service }) {
  const [outcome, setOutcome] = useState<ShareOutcome>('shared');
  const link = linkTo(service.id);
  return (
    <>
      <Action icon="share" onPress={async () => setOutcome(await share(`蜀惠：${service.name}`, link))}>
        发给家人
      </Action>
      {outcome !== 'shared' && <p className="small">{OUTCOMES[outcome]}</p>}
      {outcome === 'shown' && (
        <input className="input" readOnly aria-label="可以发给家人的链接" value={link} onFocus={(event) => event.target.select()} />
      )}
    </>
  );
}
