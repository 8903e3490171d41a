import { App, Button } from 'antd';
import { copy } from './copy';

/** What to read out to the caller. */
export function Speech({ sentence }: { sentence: string }) {
  const { message } = App.useApp();
  return (
    <section aria-labelledby="speech" className="block speech">
      <div className="block__head">
        <h2 id="speech">答复口径</h2>
        <Button aria-keyshortcuts="Alt+C" disabled={!sentence} onClick={() => void copy(sentence, message)}>
          复制（Alt+C）
        </Button>
      </div>
      <p className="speech__text" aria-live="polite">
        {sentence || '说清是哪一项以后，这里是可以照着念的答复。'}
      </p>
    </section>
  );
}
