import { Button } from '@chatui/core';
import type { Hotline } from '../../shared/hotlines';
import { Icon } from '../../shared/Icon';
import { Hotlines } from '../panels/Hotlines';

/** No server at opening: the hotlines, which need none, and a way to try again. */
export function Unreachable({ hotlines, onRetry }: { hotlines: Hotline[]; onRetry: () => void }) {
  return (
    <section className="failure" aria-label="连不上服务器">
      <p className="line">
        <Icon name="away" />
        <span>现在连不上服务器，可能是没有网络。一连上就会自动打开；也可以直接打电话问。</span>
      </p>
      <Button color="primary" onClick={onRetry}>
        再试一次
      </Button>
      <Hotlines hotlines={hotlines} />
    </section>
  );
}
