import { describe, expect, it } from 'vitest';
import { chargeClassOf, isKnownRecordType } from './charge-class';

describe('chargeClassOf', () => {
  it.each([
    ['Usage', 'usage'],
    ['DiscountedUsage', 'usage'],
    ['Reservation applied usage', 'usage'],
    ['Savings Plan Covered Usage', 'usage'],
    ['SavingsPlanCoveredUsage', 'usage'],
    ['FlatRateSubscription', 'usage'],
    ['SavingsPlanNegation', 'commitment'],
    ['Savings Plan Recurring Fee', 'commitment'],
    ['RIFee', 'commitment'],
    ['Recurring reservation fee', 'commitment'],
    ['Upfront', 'commitment'],
    ['Fee', 'commitment'],
    ['Support fee', 'support'],
    ['Enterprise Discount Program Discount', 'discount'],
    ['PrivateRateDiscount', 'discount'],
    ['Private Rate Card Discount', 'discount'],
    ['Credit', 'credit'],
    ['Refund', 'refund'],
    ['Tax', 'tax'],
    ['Other out-of-cycle charges', 'other'],
    ['SomethingNewFromAWS', 'other'],
  ])('%s is %s', (raw, charge) => expect(chargeClassOf(raw)).toBe(charge));

  it('tells a new record type from the one that AWS calls Other', () => {
    expect(isKnownRecordType('Other')).toBe(true);
    expect(isKnownRecordType('SomethingNewFromAWS')).toBe(false);
  });
});
