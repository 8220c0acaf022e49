import type { Check } from './bad-lines';
import { FOCUS_READ } from './focus-columns';
import type { LineSql } from './line-table';

/** Columns that FOCUS has and a file should not do without, checked line by line. */
const CHECKS: readonly Check[] = [
  { column: 'ProviderName', bad: 'provider IS NULL', reason: 'names no provider' },
  { column: 'BilledCost', bad: 'billed IS NULL', reason: 'is not a decimal number below 10^14' },
  { column: 'EffectiveCost', bad: 'effective IS NULL', reason: 'is not a decimal number below 10^14' },
  {
    column: 'BillingCurrency',
    bad: `NOT coalesce(regexp_full_match(currency, '[A-Z]{3}'), false)`,
    reason: 'is not a currency code such as USD',
  },
  { column: 'BillingPeriodStart', bad: 'period IS NULL', reason: 'is not a date such as 2026-10-01T00:00:00Z' },
  { column: 'ChargePeriodStart', bad: 'charged IS NULL', reason: 'is not a date such as 2026-10-01T00:00:00Z' },
  { column: 'ChargeCategory', bad: '"ChargeCategory" IS NULL', reason: 'is not a charge category' },
  { column: 'SubAccountId', bad: 'account IS NULL', reason: 'is not an account id' },
  {
    column: 'SubAccountId',
    bad: `regexp_full_match(account, '[0-9.]+[eE][+]?[0-9]+')`,
    reason: 'is an account id that a spreadsheet has rounded',
  },
  {
    column: 'Tags',
    bad: '"Tags" IS NOT NULL AND json_object_or_null("Tags") IS NULL',
    reason: 'is not a JSON object of tags',
  },
  {
    column: 'x_CostCategories',
    bad: '"x_CostCategories" IS NOT NULL AND json_object_or_null("x_CostCategories") IS NULL',
    reason: 'is not a JSON object',
  },
];

/** Our own files (`x_Home`) have an apostrophe before what a spreadsheet would run as a formula; the bill has none. */
const plain = (column: string): string =>
  `CASE WHEN "x_Home" IS NOT NULL THEN regexp_replace(${column}, '^''([-=+@＝＋－＠[:cntrl:]])', '\\1') ELSE ${column} END`;

const PARSED = `
  SELECT *,
    amount("BilledCost") AS billed,
    amount("EffectiveCost") AS effective,
    billing_day("BillingPeriodStart") AS period,
    billing_day("ChargePeriodStart") AS charged,
    upper("BillingCurrency") AS currency,
    coalesce("ProviderName", "InvoiceIssuerName") AS provider,
    coalesce(${plain('"SubAccountId"')}, ${plain('"BillingAccountId"')}) AS account,
    lower("ChargeCategory") AS category,
    lower(concat("CommitmentDiscountType", ' ', "CommitmentDiscountCategory")) AS commitment
  FROM texts`;

/**
 * FOCUS's charge categories as AWS record types, so that the classes of `finance.md` §11 follow from the one table of §4.
 * A category that FOCUS does not know stays as it is spelt, which makes it `other`, with a notice.
 * Where the file says what AWS called the charge, as our own export does, that is its record type.
 */
const RECORD_TYPE = `
  CASE
    WHEN "x_AwsRecordType" IS NOT NULL THEN "x_AwsRecordType"
    WHEN category = 'usage' AND lower("CommitmentDiscountStatus") = 'unused'
      THEN CASE WHEN regexp_matches(commitment, 'savings|spend') THEN 'SavingsPlanRecurringFee' ELSE 'RIFee' END
    WHEN category = 'usage' THEN 'Usage'
    WHEN category = 'purchase' AND "CommitmentDiscountId" IS NULL THEN 'Other'
    WHEN category = 'purchase' AND lower("ChargeFrequency") = 'one-time' THEN 'Upfront'
    WHEN category = 'purchase' THEN 'Recurring'
    WHEN category = 'tax' THEN 'Tax'
    WHEN category = 'credit' THEN 'Credit'
    WHEN category = 'adjustment' AND CASE WHEN billed <> 0 THEN billed ELSE effective END >= 0 THEN 'Other'
    WHEN category = 'adjustment' AND lower("ChargeClass") = 'correction' THEN 'Refund'
    WHEN category = 'adjustment' THEN 'Discount'
    ELSE "ChargeCategory"
  END`;

/** How a FOCUS line becomes a line of the book: `BilledCost` is every cash basis, `EffectiveCost` both amortized ones. */
export const FOCUS_LINES: LineSql = {
  reads: FOCUS_READ,
  parsed: PARSED,
  checks: CHECKS,
  columns: {
    left_out: `CASE WHEN NOT regexp_matches(lower(provider), '^(aws|amazon)\\b') THEN provider END`,
    period: 'period',
    charged: 'charged',
    zoneless: `length("ChargePeriodStart") > 10 AND NOT regexp_matches("ChargePeriodStart", '(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)$')`,
    account: 'account',
    borrowed: '"SubAccountId" IS NULL',
    account_name: `CASE WHEN "SubAccountId" IS NOT NULL THEN ${plain('"SubAccountName"')} END`,
    payer: plain('"BillingAccountId"'),
    currency: 'currency',
    record_type: RECORD_TYPE,
    service: plain('"ServiceName"'),
    service_code: 'NULL',
    tags: '"Tags"',
    categories: '"x_CostCategories"',
    unblended: 'billed',
    amortized: 'effective',
    net_unblended: 'billed',
    net_amortized: 'effective',
    blended: 'billed',
    family: 'NULL',
    ratio_net: 'NULL',
    ratio_gross: 'NULL',
  },
};
