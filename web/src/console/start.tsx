import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './console.css';
import { Frame } from './Frame';
import { giveNonceToStyles, NONCE } from './nonce';
import type { Section } from './sections';
import { SignedIn } from './session';
import { THEME } from './theme';

/** Draws an entry of the console into the page. */
export function start(home: string, title: string, sections: readonly Section[]): void {
  dayjs.locale('zh-cn');
  giveNonceToStyles();
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <ConfigProvider locale={zhCN} theme={THEME} csp={{ nonce: NONCE }} button={{ autoInsertSpace: false }}>
        <App>
          <SignedIn title={title}>
            <Frame home={home} title={title} sections={sections} />
          </SignedIn>
        </App>
      </ConfigProvider>
    </StrictMode>,
  );
}
