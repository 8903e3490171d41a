import { Alert, Button, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { ask, sentenceOf } from '../../console/api';
import { ServiceSelect } from './Candidates';
import { RegionList, REGION_LIST, useRegions } from './RegionList';
import type { CallView, VerdictCard } from './types';

const RESULTS = ['符合', '初步符合（待核实）', '还需了解', '暂不符合', '只是咨询', '不在范围'];

interface NoteFormProps {
  view?: CallView;
  verdict?: VerdictCard;
  said: string[];
  onClose: () => void;
  onSaved: (number: number) => void;
}

interface Fields {
  service?: string;
  region: string;
  result: string;
  note: string;
  follow_up?: string;
  order: boolean;
  office?: string;
  task?: string;
}

/** The note of a call, with a work order if one is needed. */
export function NoteForm({ view, verdict, said, onClose, onSaved }: NoteFormProps) {
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const regions = useRegions();
  const save = async (fields: Fields) => {
    const named = fields.region.trim().replace(/^四川省(?=.)/, '');
    const region = named ? regions.find(({ name }) => name === named)?.code : '';
    if (region === undefined) return setProblem(`认不出“${fields.region}”，请从列表里选市、县。`);
    setBusy(true);
    try {
      const { order, ...rest } = fields;
      const body = { ...rest, region };
      const saved = await ask<{ id: number }>('POST', '/calls', order ? body : { ...body, office: '', task: '' });
      onSaved(saved.id);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const initial: Fields = {
    service: verdict?.service.id,
    region: view?.region?.name.replace(/^四川省(?=.)/, '') ?? '',
    result: verdict?.label ?? '只是咨询',
    note: said.join('\n'),
    order: false,
  };
  return (
    <Modal open title="记录来电" footer={null} onCancel={onClose} width={640} afterOpenChange={(open) => open && form.focusField('note')}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={save} onKeyDown={onlyByButton}>
        <div role="alert">{problem && <Alert type="error" title={problem} role="presentation" />}</div>
        <Form.Item name="service" label="服务">
          <ServiceField />
        </Form.Item>
        <Form.Item name="region" label="地区">
          <Input list={REGION_LIST} placeholder="如 成都市武侯区" autoComplete="off" />
        </Form.Item>
        <RegionList />
        <Form.Item name="result" label="结果" rules={[{ required: true }]}>
          <Select options={RESULTS.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="note" label="记录（证件号、电话会自动隐去）" rules={[{ max: 2000, message: '最多2000个字' }]}>
          <Input.TextArea rows={4} />
        </Form.Item>
        <Form.Item name="follow_up" label="回访日期（不用回访就空着）">
          <Input type="date" />
        </Form.Item>
        <Form.Item name="order" valuePropName="checked">
          <Checkbox>同时提交工单</Checkbox>
        </Form.Item>
        <Form.Item noStyle shouldUpdate={(before, after) => before.order !== after.order}>
          {() =>
            form.getFieldValue('order') && (
              <>
                <Form.Item name="office" label="交给哪个单位" rules={[{ required: true, message: '请写交给哪个单位' }]}>
                  <Input maxLength={100} />
                </Form.Item>
                <Form.Item name="task" label="请他们办什么" rules={[{ required: true, message: '请写要办什么' }]}>
                  <Input.TextArea rows={3} maxLength={2000} />
                </Form.Item>
              </>
            )
          }
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          保存
        </Button>
      </Form>
    </Modal>
  );
}

/** Enter in a field does not save a note that is half written. */
function onlyByButton(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}

function ServiceField({ id, value, onChange }: { id?: string; value?: string; onChange?: (id?: string) => void }) {
  return (
    <ServiceSelect id={id} label="服务" placeholder="没有谈到哪一项就空着" value={value ?? null} onChange={(chosen) => onChange?.(chosen)} allowClear />
  );
}
