import { expect, it } from 'vitest';
import { spreadWords } from './spread-words';

const line = {
  from: '2026-01',
  to: '2027-01',
  entity: 'project:a',
  vendor: 'Lantern',
  amount: '1200',
  currency: 'USD',
};

it.each([
  [{}, '100.00 a month over 12 months.'],
  [{ amount: '-2400' }, '(200.00) a month over 12 months.'],
  [{ to: '2026-04', amount: '100' }, 'About 33.33 a month over 3 months.'],
  [{ to: '2026-02' }, 'All of it in January 2026.'],
  [{ to: '2026-01' }, ''],
  [{ amount: 'x' }, ''],
  [{ amount: '' }, ''],
])('%j: %s', (changed, words) => {
  expect(spreadWords({ ...line, ...changed })).toBe(words);
});
