import { Alert, App, Button, Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Candidates } from './Candidates';
import { copy } from './copy';
import './call.css';
import { NoteForm } from './NoteForm';
import { Persons } from './Persons';
import { Question } from './Question';
import { Screening } from './Screening';
import { type Shortcut, useShortcuts } from './shortcuts';
import { Speech } from './Speech';
import { useCall } from './useCall';
import { Verdict } from './Verdict';
import { Where } from './Where';

/** A call: on the left what is said, on the right what to answer. */
export default function CallPage() {
  const { message, modal } = App.useApp();
  const call = useCall();
  const { view } = call;
  const [noting, setNoting] = useState(false);
  const [helping, setHelping] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const write = () => field.current?.querySelector('textarea')?.focus();
  useEffect(() => {
    // After the dialog has given the focus back to where it was.
    const later = window.setTimeout(() => !noting && write());
    return () => window.clearTimeout(later);
  }, [noting]);
  const begin = () => {
    call.reset();
    write();
  };
  const another = () => {
    if (!view) return begin();
    modal.confirm({ title: '这通来电还没有记录，要开始新的来电吗？', okText: '开始新的', cancelText: '先不', onOk: begin });
  };
  const choose = (service: string) => call.deed({ do: 'choose', service });
  const shortcuts: Shortcut[] = [
    { code: 'KeyA', keys: 'Alt+A', what: '回到“来电人说”', run: write },
    { code: 'KeyQ', keys: 'Alt+Q', what: '到“接着问”的第一个答案', run: () => firstAnswer()?.focus() },
    { code: 'KeyS', keys: 'Alt+S', what: '全部83项筛查一遍', run: () => call.deed({ do: 'screen' }) },
    { code: 'KeyC', keys: 'Alt+C', what: '复制答复口径', run: () => view?.sentence && void copy(view.sentence, message) },
    { code: 'KeyB', keys: 'Alt+B', what: '记录来电', run: () => setNoting(true) },
    { code: 'KeyZ', keys: 'Alt+Z', what: '撤销一步', run: call.undo },
    { code: 'KeyN', keys: 'Alt+N', what: '新的来电', run: another },
    { code: 'KeyK', keys: 'Alt+K', what: '看这些快捷键', run: () => setHelping(!helping) },
    ...[1, 2, 3, 4, 5].map((n) => ({
      code: `Digit${n}`,
      keys: `Alt+${n}`,
      what: `选第${n}项`,
      run: () => {
        const found = view?.candidates?.[n - 1];
        if (found) choose(found.id);
      },
    })),
  ];
  useShortcuts(shortcuts);

  return (
    <div className="call">
      <h1 className="heard">通话助手</h1>
      <div className="call__left">
        <div className="buttons">
          <Button onClick={another}>新来电（Alt+N）</Button>
          <Button onClick={call.undo} disabled={!view}>
            撤销（Alt+Z）
          </Button>
          <Button type="primary" onClick={() => setNoting(true)}>
            记录（Alt+B）
          </Button>
          <Button onClick={() => setHelping(true)} title="Alt+K">
            快捷键
          </Button>
        </div>
        <section aria-labelledby="said" className="block" ref={field}>
          <h2 id="said">来电人说</h2>
          {call.said.length > 0 && (
            <ol className="said" aria-label="已经记下的话">
              {call.said.map((text, index) => (
                <li key={index}>{text}</li>
              ))}
            </ol>
          )}
          <Input.TextArea
            aria-labelledby="said"
            aria-describedby="said-hint"
            autoFocus
            rows={3}
            maxLength={4000}
            value={call.draft}
            onChange={(event) => call.type(event.target.value)}
            onPressEnter={(event) => {
              if (event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              call.take();
            }}
          />
          <p id="said-hint" className="hint">
            边打边看，按回车记下这一句，再打下一句。
          </p>
          <div role="alert">{call.problem && <Alert type="error" title={call.problem} role="presentation" />}</div>
          {view?.masked && <Alert type="info" role="status" title="证件号、电话等私人号码已经隐去，不会保存。" />}
        </section>
        <Candidates candidates={view?.candidates ?? []} chosen={view?.verdict?.service.id} onChoose={choose} />
        <Persons persons={view?.persons ?? []} subject={view?.subject ?? 'self'} who={view?.who ?? '您'} onDeed={call.deed} />
      </div>
      <div className="call__right">
        <Speech sentence={view?.sentence ?? ''} />
        <Question question={view?.question ?? null} conflict={view?.conflict ?? null} subject={view?.subject ?? 'self'} onDeed={call.deed} />
        <div className="buttons">
          <Button aria-keyshortcuts="Alt+S" onClick={() => call.deed({ do: 'screen' })}>
            全部筛查一遍（Alt+S）
          </Button>
          {view?.others.map(({ id, name }) => (
            <Button key={id} onClick={() => choose(id)}>
              还可能：{name}
            </Button>
          ))}
        </div>
        {view?.verdict && <Verdict card={view.verdict} modelled={view.modelled} />}
        {view?.verdict && <Where key={view.subject} card={view.verdict} view={view} onDeed={call.deed} />}
        {view?.screening && <Screening card={view.screening} who={view.who} onChoose={choose} />}
      </div>
      {noting && !call.busy && (
        <NoteForm
          view={view}
          verdict={call.verdict}
          said={[...call.said, call.draft].filter((text) => text.trim())}
          onClose={() => setNoting(false)}
          onSaved={(number) => {
            setNoting(false);
            message.success(`来电${number}已记录`);
            begin();
          }}
        />
      )}
      <Modal open={helping} title="快捷键" footer={null} onCancel={() => setHelping(false)}>
        <dl className="pairs">
          {shortcuts.map(({ keys, what }) => (
            <div key={keys}>
              <dt>{keys}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </div>
  );
}

function firstAnswer(): HTMLElement | null {
  return document.querySelector('.question input, .question button');
}
