import { describe, expect, it } from 'vitest';
import { accountWith, findBy, money } from './review-fixture';

describe('dominant-account', () => {
  const costing = (amounts: readonly number[]) =>
    amounts.map((amount, at) => accountWith(String(at + 2), { total: money(amount) }));
  it('finds more than half of the bill', () => {
    const found = findBy('dominant-account', costing([70, 20, 10]));
    expect(found.map(({ subject, cost }) => [subject.id, cost])).toEqual([['2', money(70)]]);
  });
  it('lets a half be, and companies of two accounts', () => {
    expect(findBy('dominant-account', costing([50, 30, 20]))).toEqual([]);
    expect(findBy('dominant-account', costing([90, 10]))).toEqual([]);
  });
});
