import { describe, expect, it } from 'vitest';
import type { ReviewAccount } from './review-facts';
import { accountWith, amountsIn, findBy, money } from './review-fixture';

describe('management-workload', () => {
  const payer = (services: ReviewAccount['services']) => ({
    accounts: [accountWith('1', { parentId: 'r-1', services })],
  });
  it('finds what serves somebody, and not trails and keys', () => {
    const services = new Map([
      ['Amazon Elastic Compute Cloud - Compute', money(70)],
      ['AWS CloudTrail', money(9)],
    ]);
    const found = findBy('management-workload', [], payer(services));
    expect(found.map(({ subject, cost, severity }) => [subject.id, cost, severity])).toEqual([
      ['1', money(70), 'high'],
    ]);
    expect(amountsIn(found)).toEqual([money(70)]);
  });
  it('says nothing of pennies, of services that were not read, and of other accounts', () => {
    expect(findBy('management-workload', [], payer(new Map([['AWS Lambda', money('0.02')]])))).toEqual([]);
    expect(findBy('management-workload', [], payer(null))).toEqual([]);
    expect(
      findBy('management-workload', [accountWith('2', { services: new Map([['AWS Lambda', money(9)]]) })]),
    ).toEqual([]);
  });
});
