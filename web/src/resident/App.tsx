import { ConfigProvider } from '@chatui/core';
import { useEffect, useState } from 'react';
import { Dialog } from '../shared/Dialog';
import { useMediaQuery } from '../shared/useMediaQuery';
import { Composer } from './chat/Composer';
import { MessageLog } from './chat/MessageLog';
import { Unreachable } from './chat/Unreachable';
import { useConversation, type Talk } from './chat/useConversation';
import { Welcome } from './chat/Welcome';
import { Header, type Panel } from './Header';
import { Hotlines } from './panels/Hotlines';
import { ProfilePanel } from './panels/ProfilePanel';
import { useProfile } from './panels/useProfile';
import { unfoldForPrinting } from './print';
import { PrintHead } from './PrintHead';
import { useElderMode } from './useElderMode';
import { useReadAloud } from './useReadAloud';

export function App() {
  const talk = useConversation();
  const aloud = useReadAloud();
  const [elder, toggleElder] = useElderMode();
  const wide = useMediaQuery('(min-width: 64rem)');
  const [panel, setPanel] = useState<Panel | null>(null);
  useEffect(unfoldForPrinting, []);
  const empty = !talk.messages.length && !talk.pending;

  return (
    <ConfigProvider locale="zh-CN" elderMode={elder}>
      <a className="skip" href="#say">
        跳到输入框
      </a>
      <Header elder={elder} wide={wide} onElder={toggleElder} onOpen={setPanel} />
      <div className="page">
        <main className="talk">
          <PrintHead />
          {talk.phase === 'unreachable' && <Unreachable hotlines={wide ? [] : talk.config.hotlines} onRetry={talk.reconnect} />}
          {empty && talk.phase === 'ready' && <Welcome talk={talk} />}
          {talk.phase === 'loading' && empty ? <p className="loading">正在打开…</p> : <MessageLog talk={talk} aloud={aloud} />}
          <Composer talk={talk} />
        </main>
        {wide && <Aside talk={talk} />}
      </div>
      {panel === 'hotlines' && !wide && (
        <Dialog title="服务热线" onClose={() => setPanel(null)}>
          <Hotlines hotlines={talk.config.hotlines} />
        </Dialog>
      )}
      {panel === 'profile' && !wide && (
        <Dialog title="我的情况" onClose={() => setPanel(null)}>
          <Profile talk={talk} />
        </Dialog>
      )}
    </ConfigProvider>
  );
}

/** On a wide screen there is room for both panels beside the conversation. */
function Aside({ talk }: { talk: Talk }) {
  return (
    <aside className="aside" aria-label="我的情况和热线">
      {talk.phase === 'ready' && (
        <section>
          <h2>我的情况</h2>
          <Profile talk={talk} />
        </section>
      )}
      <section>
        <h2>服务热线</h2>
        <Hotlines hotlines={talk.config.hotlines} />
      </section>
    </aside>
  );
}

function Profile({ talk }: { talk: Talk }) {
  const profile = useProfile(talk.messages.length, talk.tell);
  return <ProfilePanel profile={profile} />;
}
