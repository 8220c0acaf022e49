import { describe, expect, it } from 'vitest';
import { parseDecimal } from '@/lib/finance/money';
import { readBill } from './reading';
import { csvOf, testFolder } from './written-file';

const folder = testFolder();
let written = 0;
const LINE: Record<string, string> = {
  bill_billing_period_start_date: '2026-10-01 00:00:00',
  bill_payer_account_id: '999988887777',
  line_item_usage_account_id: '111122223333',
  line_item_usage_start_date: '2026-10-05 03:00:00',
  line_item_product_code: 'AmazonEC2',
  product_product_name: 'Amazon Elastic Compute Cloud',
  line_item_currency_code: 'USD',
  line_item_line_item_type: 'Usage',
  line_item_unblended_cost: '10',
};
const readLines = (lines: readonly Record<string, string>[]) => {
  written += 1;
  return readBill([folder.write(`cur-${written}.csv`, csvOf(lines.map((line) => ({ ...LINE, ...line }))))], 'cur');
};

const SAVINGS_PLAN = {
  line_item_net_unblended_cost: '8',
  savings_plan_savings_plan_a_r_n: 'arn:sp',
  savings_plan_savings_plan_effective_cost: '0',
  savings_plan_net_savings_plan_effective_cost: '0',
  savings_plan_total_commitment_to_date: '0',
  savings_plan_used_commitment: '0',
};
const RESERVATION = {
  line_item_net_unblended_cost: '8',
  reservation_reservation_a_r_n: 'arn:ri',
  reservation_effective_cost: '0',
  reservation_unused_amortized_upfront_fee_for_billing_period: '0',
  reservation_unused_recurring_fee: '0',
};

describe('the amortized formula', () => {
  it.each([
    ['Usage', { line_item_net_unblended_cost: '8' }, '10', '8'],
    [
      'SavingsPlanCoveredUsage',
      {
        ...SAVINGS_PLAN,
        savings_plan_savings_plan_effective_cost: '6',
        savings_plan_net_savings_plan_effective_cost: '5',
      },
      '6',
      '5',
    ],
    ['SavingsPlanNegation', { ...SAVINGS_PLAN, line_item_unblended_cost: '-10' }, '0', '0'],
    ['SavingsPlanUpfrontFee', SAVINGS_PLAN, '0', '0'],
    [
      'SavingsPlanRecurringFee',
      { ...SAVINGS_PLAN, savings_plan_total_commitment_to_date: '10', savings_plan_used_commitment: '7' },
      '3',
      '2.4',
    ],
    [
      'SavingsPlanRecurringFee',
      {
        ...SAVINGS_PLAN,
        line_item_unblended_cost: '3',
        line_item_net_unblended_cost: '1',
        savings_plan_total_commitment_to_date: '3',
        savings_plan_used_commitment: '1',
      },
      '2',
      '0.666666667',
    ],
    [
      'SavingsPlanRecurringFee',
      {
        ...SAVINGS_PLAN,
        line_item_unblended_cost: '0',
        line_item_net_unblended_cost: '0',
        savings_plan_total_commitment_to_date: '10',
        savings_plan_used_commitment: '7',
        savings_plan_amortized_upfront_commitment_for_billing_period: '10',
        savings_plan_net_amortized_upfront_commitment_for_billing_period: '9',
      },
      '3',
      '2.7',
    ],
    [
      'DiscountedUsage',
      {
        ...RESERVATION,
        line_item_unblended_cost: '0',
        line_item_net_unblended_cost: '0',
        reservation_effective_cost: '4',
      },
      '4',
      '4',
    ],
    [
      'DiscountedUsage',
      { ...RESERVATION, reservation_effective_cost: '4', reservation_net_effective_cost: '3.5' },
      '4',
      '3.5',
    ],
    [
      'RIFee',
      {
        ...RESERVATION,
        reservation_unused_amortized_upfront_fee_for_billing_period: '1.25',
        reservation_unused_recurring_fee: '2E-3',
        reservation_net_unused_recurring_fee: '0.001',
      },
      '1.252',
      '1.251',
    ],
    ['Fee', RESERVATION, '0', '0'],
    ['Fee', SAVINGS_PLAN, '10', '8'],
    ['Tax', { line_item_net_unblended_cost: '8', reservation_reservation_a_r_n: 'arn:ri' }, '10', '8'],
  ])('%s %j', async (type, line, amortized, netAmortized) => {
    const reading = await readLines([{ line_item_line_item_type: type, ...line }]);
    expect(reading.controls[0]?.amounts.amortized).toBe(parseDecimal(amortized));
    expect(reading.controls[0]?.amounts.netAmortized).toBe(parseDecimal(netAmortized));
    expect(reading.badLines.total).toBe(0);
    await reading.close();
  });

  it('is the unblended cost for a whole family whose columns the report lacks, with a notice', async () => {
    const reading = await readLines([
      {
        line_item_line_item_type: 'SavingsPlanCoveredUsage',
        line_item_unblended_cost: '10',
        savings_plan_savings_plan_effective_cost: '6',
      },
      { line_item_line_item_type: 'SavingsPlanNegation', line_item_unblended_cost: '-10' },
      { line_item_line_item_type: 'SavingsPlanRecurringFee', line_item_unblended_cost: '7' },
    ]);
    expect(reading.controls[0]?.amounts.amortized).toBe(parseDecimal('7'));
    expect(reading.notices.find(({ code }) => code === 'no-amortization')?.message).toContain(
      'savings_plan_used_commitment',
    );
    await reading.close();
  });
});
