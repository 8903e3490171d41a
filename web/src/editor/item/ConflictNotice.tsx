import { Alert, Button, Space } from 'antd';
import type { ItemView } from '../types';
import { ChangedLines } from './ChangedLines';

interface ConflictNoticeProps {
  view: ItemView;
  onTake: (text: string) => void;
}

/** Somebody else has published this item since the draft was begun: both versions, and three ways on. */
export function ConflictNotice({ view, onTake }: ConflictNoticeProps) {
  const conflict = view.conflict;
  if (!conflict) return null;
  const description = (
    <div className="stack">
      <p>绿色是您这一版有、现在发布的没有的；红色是现在发布的有、您这一版没有的。</p>
      <ChangedLines before={conflict.current} after={conflict.mine} />
      <Space wrap>
        {conflict.merged !== null && (
          <Button type="primary" onClick={() => onTake(conflict.merged!)}>
            两边的改动合在一起
          </Button>
        )}
        <Button onClick={() => onTake(conflict.mine)}>照我这一版（盖掉别人的）</Button>
        <Button onClick={() => onTake(conflict.current)}>照现在发布的（丢掉我的）</Button>
      </Space>
      {conflict.merged === null && <p>两边改了同一处，合不到一起，请选一版再手工改。</p>}
    </div>
  );
  return <Alert type="error" showIcon title="这一项在您修改期间，别人已经发布了新的一版" description={description} />;
}
