import { describe, expect, it } from 'vitest';
import { accountWith, amountsIn, findBy, money } from './review-fixture';

describe('shared-sender', () => {
  const senders = (amounts: Readonly<Record<string, number>>) =>
    new Map(Object.entries(amounts).map(([key, amount]) => [key, money(amount)]));
  it('finds several projects that send from one account', () => {
    const from = senders({ 'project:a': 30, 'project:b': 20, untagged: 5 });
    const found = findBy('shared-sender', [accountWith('2', { senders: from })]);
    expect(found.map(({ cost }) => cost)).toEqual([money(55)]);
    expect(amountsIn(found)).toEqual([money(30), money(20)]);
  });
  it('lets one sender be, and what was not fetched', () => {
    expect(
      findBy('shared-sender', [accountWith('2', { senders: senders({ 'project:a': 30, notFetched: 20 }) })]),
    ).toEqual([]);
    expect(findBy('shared-sender', [accountWith('2', { senders: null })])).toEqual([]);
  });
});
