import { expect, it } from 'vitest';
import { amountsOf } from '@/lib/finance/basis';
import type { Caught, RuleCatch } from '@/lib/finance/rule-catch';
import { catchRows } from './catch-rows';

const caught = (subject: Partial<Caught>, units: bigint): Caught => ({
  ...{ account: null, raw: null, accounts: 1, decides: ['home'], usage: amountsOf(() => 0n) },
  ...subject,
  total: amountsOf((basis) => (basis === 'amortized' ? units : -1n)),
});
const one = (...list: Caught[]): RuleCatch => ({
  ...{ rule: 0, holds: true, caught: list, taken: [], usage: amountsOf(() => 0n) },
  total: amountsOf(() => list.reduce((sum, each) => sum + each.total.amortized, 0n)),
});

it('adds up what a rule catches over connections, the costliest first, in one basis', () => {
  const first = one(caught({ account: '1' }, 5_000_000_000n), caught({ raw: '(none)', accounts: 3 }, 7_000_000_000n));
  const second = { ...one(caught({ account: '2' }, 6_000_000_000n)), holds: false };
  const taken = { ...second, taken: [{ ...caught({ account: '9' }, 1n), by: 4 }] };
  const [row, ...others] = catchRows([[first], [taken]], 'amortized', (id) => `Account ${id}`);
  expect(others).toEqual([]);
  expect(row?.caught.map(({ label, accounts, amount }) => [label, accounts, amount])).toEqual([
    ['“(none)”', 3, '7'],
    ['Account 2', null, '6'],
    ['Account 1', null, '5'],
  ]);
  expect([row?.holds, row?.accounts, row?.values, row?.total]).toEqual([true, 2, 1, '18']);
  expect(row?.taken.map(({ label, by }) => [label, by])).toEqual([['Account 9', 4]]);
});

it('counts what it does not list', () => {
  const many = Array.from({ length: 20 }, (_, at) => caught({ account: String(at) }, BigInt(at)));
  const [row] = catchRows([[one(...many)]], 'amortized', (id) => id);
  expect([row?.caught.length, row?.more, row?.accounts]).toEqual([12, 8, 20]);
  expect(catchRows([], 'amortized', (id) => id)).toEqual([]);
});
