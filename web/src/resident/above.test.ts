import { describe, expect, it } from 'vitest';
import { aboveCard } from './above';
import type { Card, Message } from './types';

const VERDICT: Card = { type: 'verdict', service: { id: 'x', name: '护理补贴' }, verdict: 'eligible', label: '符合', summary: '每月有补贴。' };
const SCREENING: Card = { type: 'screening', groups: [], settled: 4, total: 83 };
const QUESTION: Card = { type: 'question', fact: '年龄', text: '您今年多大？', input: { kind: 'number' } };

function message(text: string, card?: Card): Message {
  return { id: '1', from: 'bot', text, card };
}

const SERVICE: Card = { type: 'service', service: { id: 'x', name: '体检' }, sections: [{ title: '要带的材料', lines: ['身份证', '体检报告'] }] };

describe('what stands above a card', () => {
  it.each([
    ['a verdict', VERDICT],
    ['a screening', SCREENING],
  ])('is the first line of %s', (_, card) => {
    expect(aboveCard(message('您符合条件。\n要带：身份证\n问电话：12345', card))).toBe('您符合条件。');
  });

  it('leaves the verdict to its badge', () => {
    expect(aboveCard(message('【符合】您符合“护理补贴”的条件。', VERDICT))).toBe('您符合“护理补贴”的条件。');
  });

  it('is nothing when a verdict begins with its own summary', () => {
    expect(aboveCard(message('每月有补贴。\n要带：身份证', VERDICT))).toBe('');
  });

  it('leaves out the question that the form asks', () => {
    expect(aboveCard(message('没关系，先放一放。\n已看清38项。\n您今年多大？', QUESTION))).toBe('没关系，先放一放。\n已看清38项。');
    expect(aboveCard(message('您今年多大？', QUESTION))).toBe('');
  });

  it('leaves out the list that the card shows', () => {
    expect(aboveCard(message('“体检”要带的材料：\n· 身份证\n· 体检报告\n问电话：12320', SERVICE))).toBe('“体检”要带的材料：\n问电话：12320');
  });

  it('keeps the whole text where the card says something else', () => {
    expect(aboveCard(message('先问一句。\n您多大？', QUESTION))).toBe('先问一句。\n您多大？');
    expect(aboveCard(message('第一行\n第二行'))).toBe('第一行\n第二行');
  });
});
