import { describe, expect, it } from 'vitest';
import { accountWith, findBy, money } from './review-fixture';

describe('account-under-root', () => {
  it('finds an open account that is not the payer', () => {
    const found = findBy('account-under-root', [accountWith('2', { parentId: 'r-1', total: money(5) })]);
    expect(found.map(({ subject, cost }) => [subject.id, cost])).toEqual([['2', money(5)]]);
  });
  it('lets closed ones, former ones and those in an OU be', () => {
    const accounts = [
      accountWith('2', { parentId: 'r-1', state: 'SUSPENDED' }),
      accountWith('3', { parentId: 'r-1', inOrganization: false }),
      accountWith('4'),
      accountWith('5', { parentId: null }),
    ];
    expect(findBy('account-under-root', accounts)).toEqual([]);
  });
});
