import { describe, expect, it } from 'vitest';
import { accountWith, amountsIn, findBy, money } from './review-fixture';

describe('closed-account-charging', () => {
  const closed = { state: 'SUSPENDED', stateBefore: 'SUSPENDED', total: money(12) };
  it('finds one that was suspended before the months', () => {
    const classes = new Map([
      ['usage', money(10)],
      ['tax', money(2)],
    ] as const);
    const found = findBy('closed-account-charging', [accountWith('2', { ...closed, classes })]);
    expect(found.map(({ cost }) => cost)).toEqual([money(12)]);
    expect(amountsIn(found)).toEqual([money(10), money(2)]);
  });
  it('lets one be that was suspended meanwhile, reopened, or gets money back', () => {
    const accounts = [
      accountWith('2', { ...closed, stateBefore: 'ACTIVE' }),
      accountWith('3', { ...closed, state: 'ACTIVE' }),
      accountWith('4', { ...closed, total: money(-5) }),
      accountWith('5', { ...closed, state: 'PENDING_ACTIVATION', stateBefore: 'PENDING_ACTIVATION' }),
    ];
    expect(findBy('closed-account-charging', accounts)).toEqual([]);
  });
});
