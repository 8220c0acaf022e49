import { parse } from 'csv-parse/sync';
import { SERVICE_CATEGORIES } from '@/lib/finance/service-category';

// The rules of FOCUS 1.2 that a file can be held to by itself, from the requirements of its columns and attributes:
// https://focus.finops.org/focus-specification/v1-2/

const MANDATORY =
  'BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeClass ChargeDescription ChargePeriodEnd ChargePeriodStart ContractedCost EffectiveCost InvoiceIssuerName ListCost PricingQuantity PricingUnit ProviderName PublisherName ServiceCategory ServiceName'.split(
    ' ',
  );
const NOT_NULL =
  'BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeDescription ChargeFrequency ChargePeriodEnd ChargePeriodStart ContractedCost EffectiveCost InvoiceIssuerName ListCost ProviderName PublisherName ServiceCategory ServiceName ServiceSubcategory'.split(
    ' ',
  );
const NUMBERS = 'BilledCost ContractedCost EffectiveCost ListCost PricingQuantity'.split(' ');
const TIMES = 'BillingPeriodEnd BillingPeriodStart ChargePeriodEnd ChargePeriodStart'.split(' ');
const ALLOWED: Record<string, readonly string[]> = {
  ChargeCategory: ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'],
  ChargeClass: ['Correction'],
  ChargeFrequency: ['One-Time', 'Recurring', 'Usage-Based'],
  CommitmentDiscountCategory: ['Spend', 'Usage'],
  CommitmentDiscountStatus: ['Used', 'Unused'],
  PricingCategory: ['Standard', 'Dynamic', 'Committed', 'Other'],
  ServiceCategory: SERVICE_CATEGORIES,
};

type Row = Readonly<Record<string, string | null>>;
type Rule = readonly [name: string, holds: (row: Row) => boolean];

const priced = ({ ChargeCategory, ChargeClass }: Row) =>
  (ChargeCategory === 'Usage' || ChargeCategory === 'Purchase') && ChargeClass !== 'Correction';
const withId = (id: string, columns: readonly string[]): Rule[] =>
  columns.map((column) => [
    `${column} is null exactly where ${id} is`,
    (row) => (row[id] === null) === (row[column] === null),
  ]);

const RULES: readonly Rule[] = [
  ...NOT_NULL.map((column): Rule => [`${column} is not null`, (row) => row[column] !== null]),
  ...NUMBERS.map(
    (column): Rule => [
      `${column} is a number`,
      (row) => row[column] === null || /^-?\d+(\.\d+)?(E-?\d+)?$/.test(row[column] ?? ''),
    ],
  ),
  ...TIMES.map(
    (column): Rule => [
      `${column} is a time in UTC`,
      (row) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(row[column] ?? ''),
    ],
  ),
  ...Object.entries(ALLOWED).map(
    ([column, values]): Rule => [
      `${column} is allowed`,
      (row) => row[column] === null || values.includes(row[column] ?? ''),
    ],
  ),
  ['a period ends after it starts', (row) => (row.ChargePeriodStart ?? '') < (row.ChargePeriodEnd ?? '')],
  ['BillingCurrency is a code of ISO 4217', (row) => /^[A-Z]{3}$/.test(row.BillingCurrency ?? '')],
  ['Tags is a JSON object of scalars', ({ Tags }) => Tags === null || isFlatObject(Tags ?? '')],
  ['PricingQuantity is null for taxes', (row) => row.ChargeCategory !== 'Tax' || row.PricingQuantity === null],
  ['PricingQuantity of usage and purchases', (row) => !priced(row) || row.PricingQuantity !== null],
  ['PricingCategory of usage and purchases', (row) => !priced(row) || row.PricingCategory !== null],
  ['PricingCategory is null for taxes', (row) => row.ChargeCategory !== 'Tax' || row.PricingCategory === null],
  ...withId('PricingQuantity', ['PricingUnit']),
  ...withId('BillingAccountId', ['BillingAccountType']),
  ...withId('SubAccountId', ['SubAccountName', 'SubAccountType']),
  ...withId('CommitmentDiscountId', ['CommitmentDiscountCategory', 'CommitmentDiscountType']),
  [
    'a purchase is not usage-based',
    (row) => row.ChargeCategory !== 'Purchase' || row.ChargeFrequency !== 'Usage-Based',
  ],
  ['a purchase has no effective cost', (row) => row.ChargeCategory !== 'Purchase' || Number(row.EffectiveCost) === 0],
  ['what others invoice is billed as 0', (row) => row.ProviderName === row.InvoiceIssuerName || row.BilledCost === '0'],
  [
    'CommitmentDiscountStatus needs an id, and usage with an id needs it',
    (row) =>
      row.CommitmentDiscountId === null
        ? row.CommitmentDiscountStatus === null
        : row.ChargeCategory !== 'Usage' || row.CommitmentDiscountStatus !== null,
  ],
];

function isFlatObject(text: string): boolean {
  const value: unknown = JSON.parse(text);
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => each === null || typeof each !== 'object')
  );
}

/** Reads a file of ours; an empty cell is null, `""` stays an empty text. */
export function focusRecords(text: string): Row[] {
  return parse(text, { columns: true, cast: (value, { quoting }) => (value === '' && !quoting ? null : value) });
}

/** Every rule that some row breaks, once, with the first such row. */
export function focusFaults(text: string): string[] {
  const rows = focusRecords(text);
  const [header = []]: string[][] = parse(text, { to_line: 1 });
  const columns = [
    ...MANDATORY.filter((name) => !header.includes(name)).map((name) => `${name} is missing`),
    ...header.filter((name) => !/^(x_)?[A-Z][A-Za-z]*$/.test(name)).map((name) => `${name} is no column`),
    ...(header.some((name, at) => name.startsWith('x_') && header.slice(at).some((each) => !each.startsWith('x_')))
      ? ['custom columns are mixed with others']
      : []),
  ];
  const broken = RULES.flatMap(([name, holds]) => {
    const at = rows.findIndex((row) => !holds(row));
    return at < 0 ? [] : [`${name}: row ${at + 2} is ${JSON.stringify(rows[at])}`];
  });
  const empty = rows.some((row) => Object.values(row).includes('')) ? ['a text is empty'] : [];
  return [...columns, ...broken, ...empty, ...manyParents(rows, 'ServiceName', 'ServiceCategory')];
}

/** A name belongs to one parent only. */
function manyParents(rows: readonly Row[], column: string, parent: string): string[] {
  const parents = new Map<string, string>();
  return rows.flatMap((row) => {
    const [name, above] = [row[column] ?? '', row[parent] ?? ''];
    const known = parents.get(name);
    parents.set(name, above);
    return known === undefined || known === above ? [] : [`${name} is in ${known} and ${above}`];
  });
}
