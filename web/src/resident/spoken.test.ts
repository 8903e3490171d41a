import { expect, it } from 'vitest';
import { pieces, spoken } from './spoken';

it('reads a verdict aloud with its amount and the telephone digit by digit, but not the papers', () => {
  const words = spoken({
    id: '1',
    from: 'bot',
    text: '结果在下面。\n【符合】护理补贴\n依据：国发〔2015〕52号',
    card: {
      type: 'verdict',
      service: { id: 'x', name: '护理补贴' },
      verdict: 'eligible',
      label: '符合',
      benefits: [{ name: '护理补贴', verdict: 'eligible', label: '符合', amount: '每月发一次' }],
      apply: { phones: [{ number: '12385' }] },
      basis: [{ document: '国发〔2015〕52号' }],
    },
  });
  expect(words).toBe('结果在下面。\n护理补贴：符合。\n每月发一次。\n电话：1 2 3 8 5。');
});

it('cuts a text into sentences, so that no browser stops in the middle', () => {
  expect(pieces('您好。\n请问；可以吗？')).toEqual(['您好。', '请问；', '可以吗？']);
});
