import { Bubble, Button } from '@chatui/core';
import type { Talk } from './useConversation';

const SUGGESTIONS = [
  '我妈70岁，农村户口，有什么补贴？',
  '家里有人残疾，能领什么钱？',
  '工作丢了，怎么领失业金？',
  '看病花钱太多，有没有救助？',
  '娃娃打疫苗、体检要钱不？',
  '老人的补贴怎么领？',
];

/** The empty page: who is speaking, and a few ways to begin. */
export function Welcome({ talk: { say, pending } }: { talk: Talk }) {
  const ask = (text: string) => say({ text, title: text, typed: false });
  return (
    <section className="welcome" aria-label="怎么用">
      <Bubble content={'您好，我是蜀惠。\n四川的基本公共服务，哪些您能享受、能领多少、要带什么、到哪里办，都可以问我。帮爸妈、娃娃问也行。'} />
      <Button color="primary" className="welcome__main" disabled={!!pending} onClick={() => ask('我能享受哪些服务？')}>
        我能享受哪些服务？
      </Button>
      <h2 className="welcome__or">也可以这样问</h2>
      <div className="choices">
        {SUGGESTIONS.map((text) => (
          <Button key={text} disabled={!!pending} onClick={() => ask(text)}>
            {text}
          </Button>
        ))}
      </div>
    </section>
  );
}
