import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Benefit, Card, InputSpec, QuestionCard, VerdictCard } from '../types';
import { CardView } from './CardView';

const BENEFIT: Benefit = {
  name: '护理补贴',
  verdict: 'ineligible',
  label: '暂不符合',
  reasons: [
    { text: '户口在四川', value: true, basis: '国发〔2015〕52号' },
    { text: '满65周岁', value: false },
    { text: '需要长期照护', value: null },
  ],
  changes: ['再过2年满65周岁'],
};

const VERDICT: VerdictCard = {
  type: 'verdict',
  service: { id: 'disability-subsidies', name: '残疾人两项补贴', domain: '弱有所扶' },
  subject: '您母亲',
  verdict: 'ineligible',
  label: '暂不符合',
  benefits: [BENEFIT],
  apply: { phones: [{ number: '12385', name: '残疾人服务热线' }] },
  basis: [{ document: '国发〔2015〕52号', url: 'javascript:alert(1)' }],
  verified: { status: '待核', note: '正文不在手边，须核对。' },
};

function show(card: Card) {
  const say = vi.fn();
  render(<CardView card={card} say={say} busy={false} live />);
  return say;
}

function asking(input: InputSpec): QuestionCard {
  return { type: 'question', fact: '年龄', text: '您今年多大？', input };
}

describe('a verdict card', () => {
  it('tells the verdict in words', () => {
    show(VERDICT);
    expect(screen.getByText('暂不符合')).toBeTruthy();
  });

  it('folds the reasons, and says of each whether it holds', () => {
    show(VERDICT);
    const fold = screen.getByText('为什么这样说').closest('details');
    expect(fold?.open).toBe(false);
    const reasons = within(fold!).getAllByRole('listitem', { hidden: true });
    expect(reasons.map((reason) => reason.textContent)).toEqual([
      '符合：户口在四川国发〔2015〕52号',
      '不符合：满65周岁',
      '还不清楚：需要长期照护',
    ]);
  });

  it('shows the counters near the resident, of many the rest folded', () => {
    const first = { name: '甲镇窗口', address: '甲镇1号', hours: '工作日', phone: '12345' };
    const others = ['乙', '丙', '丁'].map((name) => ({ name: `${name}镇窗口`, address: `${name}镇1号` }));
    show({ ...VERDICT, apply: { counters: [first, ...others] } });
    expect(screen.getByText('甲镇窗口').closest('li')?.textContent).toBe('甲镇窗口：甲镇1号，工作日，电话 12345');
    const fold = screen.getByText('其他窗口（1处）').closest('details');
    expect(within(fold!).getByText('丁镇窗口')).toBeTruthy();
  });

  it('shows unfolded what would change a no, whom to ring, and that it is not verified', () => {
    show(VERDICT);
    expect(screen.getByText('再过2年满65周岁').closest('details')).toBeNull();
    expect(screen.getByRole('link', { name: /12385/ }).getAttribute('href')).toBe('tel:12385');
    expect(screen.getByText(/以当地公布的为准/)).toBeTruthy();
    expect(screen.queryByText(/正文不在手边/)).toBeNull();
  });

  it('makes no link of an address that is not one of the web', () => {
    show(VERDICT);
    expect(screen.getByText('国发〔2015〕52号', { selector: '.papers li' })).toBeTruthy();
  });

  it('stands with nothing but the required fields', () => {
    show({ type: 'verdict', service: { id: 'x', name: '法律援助' }, verdict: 'eligible', label: '符合' });
    expect(screen.getByRole('heading', { name: '法律援助' })).toBeTruthy();
  });
});

describe('a screening card', () => {
  const card: Card = {
    type: 'screening',
    groups: [
      { verdict: 'eligible', label: '符合', items: [{ id: 'a', name: '法律援助', payload: '法律援助怎么办' }] },
      { verdict: 'ineligible', label: '暂不符合', items: [1, 2, 3].map((n) => ({ id: `b${n}`, name: `第${n}项`, payload: `${n}` })) },
    ],
    settled: 4,
    total: 83,
  };

  it('asks about an item that is tapped', async () => {
    const say = show(card);
    await userEvent.click(screen.getByRole('button', { name: /法律援助/ }));
    expect(say).toHaveBeenCalledWith({ text: '法律援助怎么办', title: '法律援助', typed: false });
  });

  it('folds away what one may not have', () => {
    show(card);
    expect(screen.getByText('第1项').closest('details')?.open).toBe(false);
    expect(screen.getByText('法律援助').closest('details')).toBeNull();
  });
});

describe('a question card', () => {
  it('sends a number with its unit, and first says what is wrong with one that cannot be', async () => {
    const say = show(asking({ kind: 'number', min: 0, max: 130, unit: '周岁' }));
    const field = screen.getByRole('textbox');
    await userEvent.type(field, '200{Enter}');
    expect(screen.getByText('请填130周岁以下的数。')).toBeTruthy();
    expect(say).not.toHaveBeenCalled();
    await userEvent.clear(field);
    await userEvent.type(field, '６７{Enter}');
    expect(say).toHaveBeenCalledWith({ text: '67周岁', title: '67周岁', typed: false });
  });

  it('sends the value of a choice and shows the resident’s word for it', async () => {
    const say = show(asking({ kind: 'choice', options: [{ value: '非农业', title: '城镇户口' }] }));
    await userEvent.click(screen.getByRole('button', { name: '城镇户口' }));
    expect(say).toHaveBeenCalledWith({ text: '非农业', title: '城镇户口', typed: false });
  });

  it('sends the word of a yes or no', async () => {
    const say = show(asking({ kind: 'bool', options: [{ value: true, title: '有' }, { value: false, title: '没有' }] }));
    await userEvent.click(screen.getByRole('button', { name: '没有' }));
    expect(say).toHaveBeenCalledWith({ text: '没有', title: '没有', typed: false });
  });

  it('sends a date as it is said', async () => {
    const say = show(asking({ kind: 'date' }));
    const [year, month, day] = screen.getAllByRole('textbox') as [HTMLElement, HTMLElement, HTMLElement];
    await userEvent.type(year, '1958');
    await userEvent.type(month, '2');
    await userEvent.type(day, '30{Enter}');
    expect(screen.getByText('没有这一天，请再看看。')).toBeTruthy();
    await userEvent.clear(day);
    await userEvent.type(day, '3{Enter}');
    expect(say).toHaveBeenCalledWith({ text: '1958年2月3日', title: '1958年2月3日', typed: false });
  });

  it('always lets one not know or not say', async () => {
    const say = show(asking({ kind: 'money' }));
    await userEvent.click(screen.getByRole('button', { name: '不想说' }));
    expect(say).toHaveBeenCalledWith({ text: '不想说', title: '不想说', typed: false });
  });
});
