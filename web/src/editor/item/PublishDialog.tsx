import { Alert, Input, Modal } from 'antd';
import { useState } from 'react';
import { ApiError } from '../../shared/api';
import { sentenceOf } from '../../console/api';
import { publish } from '../server';
import type { Finding, ItemView, Published } from '../types';
import { DifferencePanel } from './DifferencePanel';

interface PublishDialogProps {
  view: ItemView;
  onClose: () => void;
  onDone: (published: Published) => void;
  onConflict: () => void;
}

/** The last look before publishing: what changes, and why it is done. */
export function PublishDialog({ view, onClose, onDone, onConflict }: PublishDialogProps) {
  const [reason, setReason] = useState(view.draft?.reason ?? '');
  const [problem, setProblem] = useState('');
  const [findings, setFindings] = useState<Finding[]>([]);
  const [busy, setBusy] = useState(false);
  const verb = view.two_editors ? '请人复核' : '发布';
  const send = async () => {
    setBusy(true);
    setProblem('');
    try {
      onDone(await publish(view.id, reason));
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) onConflict();
      setFindings(error instanceof ApiError ? ((error.detail.findings as Finding[] | undefined) ?? []) : []);
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      width={820}
      title={`${verb}：${view.name}`}
      okText={verb}
      cancelText="再改改"
      onOk={() => void send()}
      okButtonProps={{ loading: busy, disabled: reason.trim().length < 2 }}
      onCancel={onClose}
    >
      <div className="stack">
        <label>
          <span className="field-label">为什么改（写进历史）</span>
          <Input autoFocus value={reason} maxLength={300} placeholder="例如：新标准，写上文号" onChange={(event) => setReason(event.target.value)} />
        </label>
        <div role="alert">
          {problem && <Alert type="error" title={problem} description={findings.map((one) => <div key={one.message}>{`第${one.line}行：${one.message}`}</div>)} />}
        </div>
        <DifferencePanel item={view.id} author="" stamp={view.draft?.updated ?? ''} />
      </div>
    </Modal>
  );
}
