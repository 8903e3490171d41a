import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../shared/chatui.less';
import '../shared/base.css';
import './resident.css';
import './print.css';
import { App } from './App';
import { Broken } from './Broken';
import { Guarded } from './Guarded';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Guarded instead={<Broken />}>
      <App />
    </Guarded>
  </StrictMode>,
);

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Without it (http, private mode) the page only cannot be opened offline.
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
