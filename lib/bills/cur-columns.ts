import { compactName, findColumns, type KeyedColumn, type Layout, requireColumns } from './layout';

/** The columns that the ledger reads, by their Athena names; `cur-lines.ts` says what each is for. */
export const CUR_READ = [
  'bill_billing_period_start_date',
  'bill_payer_account_id',
  'line_item_usage_account_id',
  'line_item_usage_account_name',
  'line_item_line_item_type',
  'line_item_usage_start_date',
  'line_item_product_code',
  'product_product_name',
  'product',
  'line_item_currency_code',
  'line_item_unblended_cost',
  'line_item_net_unblended_cost',
  'line_item_blended_cost',
  'reservation_reservation_a_r_n',
  'reservation_effective_cost',
  'reservation_net_effective_cost',
  'reservation_unused_amortized_upfront_fee_for_billing_period',
  'reservation_unused_recurring_fee',
  'reservation_net_unused_amortized_upfront_fee_for_billing_period',
  'reservation_net_unused_recurring_fee',
  'savings_plan_savings_plan_a_r_n',
  'savings_plan_savings_plan_effective_cost',
  'savings_plan_net_savings_plan_effective_cost',
  'savings_plan_total_commitment_to_date',
  'savings_plan_used_commitment',
  'savings_plan_recurring_commitment_for_billing_period',
  'savings_plan_net_recurring_commitment_for_billing_period',
  'savings_plan_amortized_upfront_commitment_for_billing_period',
  'savings_plan_net_amortized_upfront_commitment_for_billing_period',
  'resource_tags',
  'cost_category',
] as const;

const REQUIRED = [
  ['line_item_usage_account_id'],
  ['line_item_unblended_cost'],
  ['line_item_usage_start_date', 'bill_billing_period_start_date'],
];

const GROUPS =
  /^(identity|bill|line_?item|product|pricing|reservation|savings_?plan|discount|split_?line_?item|resource_?tags?|tags|cost_?category|capacity_?reservation|billing|iam_?principal)/i;

/** True for a header that can only be that of a Cost and Usage Report. */
export const looksLikeCur = (header: readonly string[]): boolean =>
  header.some((title) => /^(lineitem|bill(payer|billing))/.test(compactName(title)));

/**
 * Reads the header of a Cost and Usage Report: legacy (`lineItem/UnblendedCost`), with Athena's names, or 2.0 with maps.
 * @throws AppError `invalid-input` naming a missing or doubled column and the file.
 */
export function curLayout(header: readonly string[], file: string): Layout {
  const tags = keyedColumns(header, /^resource_?tags[/_](.+)$/i);
  const categories = keyedColumns(header, /^cost_?category[/_](.+)$/i);
  const keyed = new Set([...tags, ...categories].map(({ index }) => index));
  const at = findColumns(
    header.map((title, index) => (keyed.has(index) ? '' : title)),
    CUR_READ,
    file,
  );
  requireColumns(at, REQUIRED, file, 'Cost and Usage Report');
  const unknown = header.filter((title) => !GROUPS.test(title.trim()));
  return { dialect: dialectOf(header, at), header, at, tags, categories, unknown };
}

function dialectOf(header: readonly string[], at: ReadonlyMap<string, number>): string {
  if (header.some((title) => title.includes('/'))) return 'CUR legacy';
  const maps = ['resource_tags', 'cost_category', 'product', 'line_item_usage_account_name'];
  return maps.some((name) => at.has(name)) ? 'CUR 2.0' : 'CUR (Athena names)';
}

function keyedColumns(header: readonly string[], pattern: RegExp): KeyedColumn[] {
  return header.flatMap((title, index) => {
    const key = pattern.exec(title.trim())?.[1];
    return key === undefined ? [] : [{ key, index }];
  });
}

/**
 * The tag key of a column or map entry of a report: `user:Name` or `user_name` → `Name` or `name`.
 * AWS's own tags keep their prefix: `aws:createdBy`, `aws:created_by`.
 */
export function curTagKey(raw: string): string {
  const [, owner, name] = /^(user|aws)[:_](.+)$/s.exec(raw) ?? [];
  if (name === undefined) return raw;
  return owner === 'aws' ? `aws:${name}` : name;
}
