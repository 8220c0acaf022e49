import { describe, expect, it } from 'vitest';
import { accountWith, findBy, money } from './review-fixture';

describe('commitment-in-member', () => {
  const classes = new Map([['commitment', money(6)]] as const);
  it('finds fees in an account that is not the payer', () => {
    const found = findBy('commitment-in-member', [accountWith('2', { commitmentFees: money(200), classes })]);
    expect(found.map(({ cost }) => cost)).toEqual([money(6)]);
    expect(found[0]?.evidence[0]).toMatchObject({ units: money(200), basis: 'unblended' });
  });
  it('lets the payer’s be, and says nothing where the payer is not known', () => {
    const bought = { commitmentFees: money(200), classes };
    expect(findBy('commitment-in-member', [], { accounts: [accountWith('1', bought)] })).toEqual([]);
    expect(findBy('commitment-in-member', [accountWith('2', bought)], { managementAccountId: null })).toEqual([]);
    expect(findBy('commitment-in-member', [accountWith('2', { commitmentFees: null, classes })])).toEqual([]);
  });
});
