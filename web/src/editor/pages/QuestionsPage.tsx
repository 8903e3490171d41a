import { Alert, App, Button, Empty, Input, Select, Space, Spin, Tag } from 'antd';
import { useState } from 'react';
import { sentenceOf } from '../../console/api';
import '../editor.css';
import { Link } from '../Link';
import { assignQuestion, dismissQuestions, getQuestions } from '../server';
import type { QuestionGroup, Questions } from '../types';
import { useAsked } from '../useAsked';

const OUT_OF_SCOPE = 'out_of_scope';
const SHOWN = 6;

/** Questions that the bot could not place or that got 👎, similar ones together. */
export default function QuestionsPage() {
  const { data, problem, again } = useAsked(getQuestions);
  if (problem) return <Alert type="error" showIcon title={problem} />;
  if (!data) return <Spin description="正在把相似的问题放到一起…"><div className="waiting" /></Spin>;
  return (
    <section className="sheet" aria-labelledby="questions-title">
      <h1 id="questions-title">没答好的问题</h1>
      <p className="faint">
        居民问了、机器人没听懂或者被点了“没用”的话，身份证号、电话和姓名都已隐去，不记是谁问的。选它说的是哪一项、问的是什么，就会写进您那一项的草稿，发布以后自动训练。
      </p>
      {data.groups.length === 0 && <Empty description="没有等着处理的问题" />}
      {data.groups.map((group) => (
        <Group key={group.questions.map((one) => one.id).join()} group={group} all={data} onDone={again} />
      ))}
    </section>
  );
}

function Group({ group, all, onDone }: { group: QuestionGroup; all: Questions; onDone: () => void }) {
  const { message } = App.useApp();
  const [text, setText] = useState(group.questions[0]!.text);
  const [item, setItem] = useState<string>();
  const [heading, setHeading] = useState('情况');
  const [busy, setBusy] = useState(false);
  const ids = group.questions.map((one) => one.id);
  const act = async (deed: () => Promise<unknown>, done: React.ReactNode) => {
    setBusy(true);
    try {
      await deed();
      message.success(done, 5);
      onDone();
    } catch (error) {
      message.error(sentenceOf(error), 6);
      setBusy(false);
    }
  };
  const assign = (to: string) =>
    act(
      () => assignQuestion({ ids, text, item: to, heading }),
      <>
        已写进草稿：<Link to={`/editor/items/${to}`}>{all.items[to] ?? '不归蜀惠管的问题'}</Link>
      </>,
    );
  return (
    <article className="group stack" aria-label={text}>
      <div>
        <b>{group.questions.length} 句相似</b>
        <ul>
          {group.questions.slice(0, SHOWN).map((one) => (
            <li key={one.id}>
              {one.text} <Tag>{one.why === 'down' ? '点了没用' : '没听懂'}</Tag>
              <Button type="link" size="small" onClick={() => setText(one.text)}>
                用这句
              </Button>
            </li>
          ))}
          {group.questions.length > SHOWN && <li className="faint">……还有 {group.questions.length - SHOWN} 句</li>}
        </ul>
      </div>
      <label>
        <span className="field-label">写进知识的一句（可以改，去掉个人的细节）</span>
        <Input value={text} maxLength={300} onChange={(event) => setText(event.target.value)} />
      </label>
      <Space wrap>
        <span>问的是</span>
        <Select aria-label="问的是什么" value={heading} onChange={setHeading} options={all.headings.map((one) => ({ value: one, label: one }))} />
        {group.guesses.map((guess) => (
          <Button key={guess.id} disabled={busy} onClick={() => void assign(guess.id)}>
            {guess.name}
          </Button>
        ))}
        <Select
          aria-label="别的服务"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="别的服务…"
          className="choice"
          value={item}
          onChange={setItem}
          options={Object.entries(all.items).map(([value, label]) => ({ value, label }))}
        />
        {item && (
          <Button type="primary" disabled={busy} onClick={() => void assign(item)}>
            写进这一项
          </Button>
        )}
        <Button disabled={busy} onClick={() => void assign(OUT_OF_SCOPE)}>
          不归蜀惠管
        </Button>
        <Button type="text" disabled={busy} onClick={() => void act(() => dismissQuestions(ids), '已删掉。')}>
          没用，删掉
        </Button>
      </Space>
    </article>
  );
}
