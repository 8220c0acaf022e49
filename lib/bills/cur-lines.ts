import type { Check } from './bad-lines';
import { CUR_READ } from './cur-columns';
import type { LineSql } from './line-table';

const COST = 'is not a decimal number below 10^14';
const unreadable = (column: string, parsed: string): Check => ({
  column,
  bad: `"${column}" IS NOT NULL AND ${parsed} IS NULL`,
  reason: COST,
});

/** Columns of the amortized formula: read only in lines of the type that they belong to. */
const SPECIAL: Readonly<Record<string, { readonly column: string; readonly of: string }>> = {
  sp_effective: { column: 'savings_plan_savings_plan_effective_cost', of: 'savingsplancoveredusage' },
  sp_net_effective: { column: 'savings_plan_net_savings_plan_effective_cost', of: 'savingsplancoveredusage' },
  sp_total: { column: 'savings_plan_total_commitment_to_date', of: 'savingsplanrecurringfee' },
  sp_used: { column: 'savings_plan_used_commitment', of: 'savingsplanrecurringfee' },
  sp_recurring: { column: 'savings_plan_recurring_commitment_for_billing_period', of: 'savingsplanrecurringfee' },
  sp_net_recurring: {
    column: 'savings_plan_net_recurring_commitment_for_billing_period',
    of: 'savingsplanrecurringfee',
  },
  sp_upfront: { column: 'savings_plan_amortized_upfront_commitment_for_billing_period', of: 'savingsplanrecurringfee' },
  sp_net_upfront: {
    column: 'savings_plan_net_amortized_upfront_commitment_for_billing_period',
    of: 'savingsplanrecurringfee',
  },
  ri_effective: { column: 'reservation_effective_cost', of: 'discountedusage' },
  ri_net_effective: { column: 'reservation_net_effective_cost', of: 'discountedusage' },
  ri_unused_upfront: { column: 'reservation_unused_amortized_upfront_fee_for_billing_period', of: 'rifee' },
  ri_unused_recurring: { column: 'reservation_unused_recurring_fee', of: 'rifee' },
  ri_net_unused_upfront: { column: 'reservation_net_unused_amortized_upfront_fee_for_billing_period', of: 'rifee' },
  ri_net_unused_recurring: { column: 'reservation_net_unused_recurring_fee', of: 'rifee' },
};

const CHECKS: readonly Check[] = [
  { column: 'line_item_usage_account_id', bad: 'line_item_usage_account_id IS NULL', reason: 'is not an account id' },
  {
    column: 'line_item_usage_account_id',
    bad: `regexp_full_match(line_item_usage_account_id, '[0-9.]+[eE][+]?[0-9]+')`,
    reason: 'is an account id that a spreadsheet has rounded',
  },
  { column: 'line_item_unblended_cost', bad: 'cost IS NULL', reason: COST },
  unreadable('line_item_net_unblended_cost', 'net_cost'),
  unreadable('line_item_blended_cost', 'blended_cost'),
  ...Object.entries(SPECIAL).map(([name, { column, of }]) => ({
    column,
    bad: `kind = '${of}' AND "${column}" IS NOT NULL AND ${name} IS NULL`,
    reason: COST,
  })),
  {
    column: 'bill_billing_period_start_date',
    bad: 'bill_billing_period_start_date IS NOT NULL AND period IS NULL',
    reason: 'is not a date such as 2026-10-01T00:00:00Z',
  },
  {
    column: 'line_item_usage_start_date',
    bad: 'coalesce(charged, CASE WHEN line_item_usage_start_date IS NULL THEN period END) IS NULL',
    reason: 'is not a date such as 2026-10-01T00:00:00Z',
  },
  {
    column: 'line_item_currency_code',
    bad: `currency IS NOT NULL AND NOT regexp_full_match(currency, '[A-Z]{3}')`,
    reason: 'is not a currency code such as USD',
  },
  {
    column: 'resource_tags',
    bad: 'resource_tags IS NOT NULL AND json_object_or_null(resource_tags) IS NULL',
    reason: 'is not a JSON object of tags',
  },
  {
    column: 'cost_category',
    bad: 'cost_category IS NOT NULL AND json_object_or_null(cost_category) IS NULL',
    reason: 'is not a JSON object',
  },
];

const KIND = `regexp_replace(lower(coalesce(line_item_line_item_type, 'Usage')), '[^a-z0-9]', '', 'g')`;

const PARSED = `
  SELECT *,
    amount(line_item_unblended_cost) AS cost,
    amount(line_item_net_unblended_cost) AS net_cost,
    amount(line_item_blended_cost) AS blended_cost,
    ${Object.entries(SPECIAL)
      .map(([name, { column, of }]) => `CASE WHEN kind = '${of}' THEN amount("${column}") END AS ${name}`)
      .join(',\n    ')},
    billing_day(bill_billing_period_start_date) AS period,
    billing_day(line_item_usage_start_date) AS charged,
    upper(line_item_currency_code) AS currency,
    coalesce(product_product_name, json_extract_string(json_object_or_null(product), '$.product_name')) AS product_name
  FROM (SELECT *, ${KIND} AS kind FROM texts)`;

/** The support plans are products whose charges come as Usage or Fee (`finance.md` §11). */
const SUPPORT = `
  (regexp_matches(lower(coalesce(line_item_product_code, '')), '^aws(developer)?support|premiumsupport')
    OR regexp_matches(lower(coalesce(product_name, '')), '^aws (developer |business |enterprise )?support|premium support'))`;

const WITHOUT_ARN = 'coalesce(reservation_reservation_a_r_n, savings_plan_savings_plan_a_r_n) IS NULL';

const RECORD_TYPE = `
  CASE
    WHEN kind IN ('usage', 'fee') AND ${SUPPORT} THEN 'Support'
    WHEN kind = 'fee' AND ${WITHOUT_ARN} THEN 'Other'
    ELSE coalesce(line_item_line_item_type, 'Usage')
  END`;

/** The formula of `aws.md` §G; an empty cell of a column that it asks for is zero. */
const AMORTIZED = `
  CASE
    WHEN kind = 'savingsplancoveredusage' THEN coalesce(sp_effective, 0)
    WHEN kind = 'savingsplanrecurringfee' THEN coalesce(sp_total, 0) - coalesce(sp_used, 0)
    WHEN kind IN ('savingsplannegation', 'savingsplanupfrontfee') THEN 0
    WHEN kind = 'discountedusage' THEN coalesce(ri_effective, 0)
    WHEN kind = 'rifee' THEN coalesce(ri_unused_upfront, 0) + coalesce(ri_unused_recurring, 0)
    WHEN kind = 'fee' AND reservation_reservation_a_r_n IS NOT NULL THEN 0
    ELSE cost
  END`;

/** The same over the net columns. The unused part of a savings plan stays gross here: `ratio_*` says what it shrinks by. */
const NET_AMORTIZED = `
  CASE
    WHEN kind = 'savingsplancoveredusage' THEN coalesce(sp_net_effective, sp_effective, 0)
    WHEN kind = 'savingsplanrecurringfee' THEN coalesce(sp_total, 0) - coalesce(sp_used, 0)
    WHEN kind IN ('savingsplannegation', 'savingsplanupfrontfee') THEN 0
    WHEN kind = 'discountedusage' THEN coalesce(ri_net_effective, ri_effective, 0)
    WHEN kind = 'rifee' THEN coalesce(ri_net_unused_upfront, ri_unused_upfront, 0) + coalesce(ri_net_unused_recurring, ri_unused_recurring, 0)
    WHEN kind = 'fee' AND reservation_reservation_a_r_n IS NOT NULL THEN 0
    ELSE coalesce(net_cost, cost)
  END`;

/** A fee that is nothing in cash (all upfront) has its ratio from the commitment itself. */
const COMMITMENT = 'coalesce(sp_recurring, 0) + coalesce(sp_upfront, 0)';
const NET_COMMITMENT = 'coalesce(sp_net_recurring, sp_recurring, 0) + coalesce(sp_net_upfront, sp_upfront, 0)';
const ratio = (ofCost: string, ofCommitment: string) =>
  `CASE WHEN kind = 'savingsplanrecurringfee' THEN CASE WHEN cost <> 0 THEN ${ofCost} ELSE ${ofCommitment} END END`;

/** How a line item of a Cost and Usage Report becomes a line of the book. */
export const CUR_LINES: LineSql = {
  reads: CUR_READ,
  parsed: PARSED,
  checks: CHECKS,
  columns: {
    left_out: 'NULL',
    period: 'coalesce(period, charged)',
    charged: 'coalesce(charged, period)',
    zoneless: 'false',
    account: 'line_item_usage_account_id',
    borrowed: 'false',
    account_name: 'line_item_usage_account_name',
    payer: 'bill_payer_account_id',
    currency: 'currency',
    record_type: RECORD_TYPE,
    service: 'product_name',
    service_code: 'line_item_product_code',
    tags: 'resource_tags',
    categories: 'cost_category',
    unblended: 'cost',
    amortized: AMORTIZED,
    net_unblended: 'coalesce(net_cost, cost)',
    net_amortized: NET_AMORTIZED,
    blended: 'coalesce(blended_cost, cost)',
    family: `CASE
      WHEN starts_with(kind, 'savingsplan') THEN 'savings plans'
      WHEN kind IN ('discountedusage', 'rifee') OR (kind = 'fee' AND reservation_reservation_a_r_n IS NOT NULL) THEN 'reservations'
    END`,
    ratio_net: ratio('coalesce(net_cost, cost)', NET_COMMITMENT),
    ratio_gross: ratio('cost', COMMITMENT),
  },
};

/** What the formula needs of the file, by the line type that needs it: without it amortized falls back to unblended. */
export const FORMULA_NEEDS: readonly {
  readonly type: string;
  readonly family: string;
  readonly columns: readonly string[];
}[] = [
  { type: 'savingsplancoveredusage', family: 'savings plans', columns: ['savings_plan_savings_plan_effective_cost'] },
  {
    type: 'savingsplanrecurringfee',
    family: 'savings plans',
    columns: ['savings_plan_total_commitment_to_date', 'savings_plan_used_commitment'],
  },
  { type: 'discountedusage', family: 'reservations', columns: ['reservation_effective_cost'] },
  {
    type: 'rifee',
    family: 'reservations',
    columns: ['reservation_unused_amortized_upfront_fee_for_billing_period', 'reservation_unused_recurring_fee'],
  },
];
