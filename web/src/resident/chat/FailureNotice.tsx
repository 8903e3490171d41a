import { Button } from '@chatui/core';
import { Icon } from '../../shared/Icon';
import type { Hotline } from '../../shared/hotlines';
import { Phones } from '../cards/ApplyPart';
import type { Failure } from './conversation';

interface FailureNoticeProps {
  failure: Failure;
  resends: boolean;
  hotlines: Hotline[];
  onRetry: () => void;
}

/** Says that something was not sent, where it is now, and what can be done. */
export function FailureNotice({ failure, resends, hotlines, onRetry }: FailureNoticeProps) {
  const { error, retryable } = failure;
  return (
    <div className="failure">
      <p className="line">
        <Icon name={failure.away ? 'away' : 'info'} />
        <span>
          {error}
          {whereItIs(failure)}
          {resends && '一连上就会自动再发。'}
        </span>
      </p>
      {retryable && (
        <Button color="primary" onClick={onRetry}>
          再发一次
        </Button>
      )}
      {retryable && (
        <>
          <p>急着问的话，可以打电话：</p>
          <Phones phones={hotlines.slice(0, 1)} />
        </>
      )}
    </div>
  );
}

function whereItIs({ utterance, retryable }: Failure): string {
  if (utterance.typed) return '刚才那句话没有发出去，还留在下面的输入框里。';
  return retryable ? `“${utterance.title}”没有发出去。` : '';
}
