import { describe, expect, it } from 'vitest';
import { accountWith, findBy, money } from './review-fixture';

describe('dormant-account', () => {
  const nothing = [0n, 0n, money('0.004')];
  it('finds an account without cost for three months', () => {
    const found = findBy('dormant-account', [accountWith('2', { lastMonths: nothing })]);
    expect(found.map(({ subject, cost }) => [subject.id, cost])).toEqual([['2', 0n]]);
  });
  it('lets new and closed ones be, and what is not in the books', () => {
    const accounts = [
      accountWith('2', { lastMonths: nothing, since: '2026-09-03' }),
      accountWith('3', { lastMonths: nothing, state: 'CLOSED' }),
      accountWith('4', { lastMonths: [null, 0n, 0n] }),
      accountWith('5', { lastMonths: [0n, 0n, money(1)] }),
      accountWith('6', { lastMonths: [0n, 0n] }),
      accountWith('7', { lastMonths: [0n, 0n, money(-2)] }),
    ];
    expect(findBy('dormant-account', accounts)).toEqual([]);
  });
});
