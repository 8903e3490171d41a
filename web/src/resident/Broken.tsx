import { Button } from '@chatui/core';
import { HOTLINES } from '../shared/hotlines';
import { Hotlines } from './panels/Hotlines';

/** If the page itself fails: say so, offer a fresh start and the telephone. */
export function Broken() {
  return (
    <main className="talk">
      <h1>蜀惠</h1>
      <p>这个页面出了点问题。请重新打开，或者直接打电话问：</p>
      <Button color="primary" onClick={() => window.location.reload()}>
        重新打开
      </Button>
      <Hotlines hotlines={[...HOTLINES]} />
    </main>
  );
}
