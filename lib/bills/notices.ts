import { isKnownRecordType } from '@/lib/finance/charge-class';
import type { BillDatabase } from './database';
import type { BillFormat } from './layout';
import type { StagedFile } from './stage';
import type { Summary } from './summary';

/** Something about a bill that is no fault, and that its reader should know. */
export type Notice = { readonly code: string; readonly message: string };

const FEW = 12;
const listed = (names: readonly string[]): string =>
  names.slice(0, FEW).join(', ') + (names.length > FEW ? ` and ${names.length - FEW} more` : '');
const when = (holds: boolean, code: string, message: string): Notice[] => (holds ? [{ code, message }] : []);

/** What the files' headers and texts give rise to. */
export function fileNotices(format: BillFormat, staged: readonly StagedFile[]): Notice[] {
  const unknown = [...new Set(staged.flatMap(({ layout }) => layout.unknown))];
  return [
    ...when(
      unknown.length > 0,
      'unknown-columns',
      `Columns that the format does not name were not read: ${listed(unknown)}.`,
    ),
    ...when(
      staged.some(({ dirt }) => dirt.nullTexts),
      'null-texts',
      'The text NULL was read as an empty value.',
    ),
    ...when(
      staged.some(({ dirt }) => dirt.damagedText),
      'damaged-text',
      'Some bytes are not UTF-8; they were read as \ufffd.',
    ),
    ...(format === 'focus' ? FOCUS_NOTICES : staged.flatMap(curNotices)),
  ].filter((notice, index, all) => all.findIndex(({ message }) => message === notice.message) === index);
}

const FOCUS_NOTICES: readonly Notice[] = [
  {
    code: 'bases-of-file',
    message:
      'A FOCUS file has two costs: BilledCost stands for unblended, net unblended and blended, EffectiveCost for amortized and net amortized.',
  },
];

function curNotices({ file, layout, gaps }: StagedFile): Notice[] {
  const lacks = (name: string) => !layout.at.has(name);
  return [
    ...when(
      lacks('line_item_line_item_type'),
      'no-line-item-type',
      `${file.name} has no line item types: every line counts as Usage.`,
    ),
    ...when(
      lacks('line_item_net_unblended_cost'),
      'no-net-columns',
      `${file.name} has no net costs: net unblended and net amortized are the gross ones.`,
    ),
    ...when(
      lacks('line_item_blended_cost'),
      'no-blended-column',
      `${file.name} has no blended cost: blended is unblended.`,
    ),
    ...when(
      lacks('bill_billing_period_start_date'),
      'no-billing-period',
      `${file.name} names no billing period: the month is that of the usage.`,
    ),
    ...gaps.map(({ family, columns }) => ({
      code: 'no-amortization',
      message: `${file.name} lacks ${columns.join(', ')}: amortized is unblended for ${family}.`,
    })),
  ];
}

/** What the lines give rise to. */
export function lineNotices(summary: Summary, currencyAssumed: boolean): Notice[] {
  const { counts, payers, accounts } = summary;
  const odd = accounts.map(({ id }) => id).filter((id) => !/^\d{12}$/.test(id));
  return [
    ...counts.leftOut.map(({ provider, lines }) => ({
      code: 'other-provider',
      message: `${lines} lines of ${provider} were left out.`,
    })),
    ...when(
      odd.length > 0,
      'account-ids',
      `Account ids that do not have 12 digits were kept as they are: ${listed(odd)}.`,
    ),
    ...when(payers.length > 1, 'several-payers', `The bill has several paying accounts: ${listed(payers)}.`),
    ...when(
      summary.borrowed > 0,
      'no-sub-account',
      `${summary.borrowed} lines name no sub-account: they count for the billing account.`,
    ),
    ...when(
      summary.zoneless > 0,
      'times-without-zone',
      `${summary.zoneless} lines have times without a zone: they were read as UTC.`,
    ),
    ...when(
      summary.outside > 0,
      'outside-period',
      `${summary.outside} lines start outside their billing period: they count on its nearest day.`,
    ),
    ...when(currencyAssumed, 'no-currency', 'The bill names no currency: it was read as USD.'),
    ...when(
      !currencyAssumed && summary.withoutCurrency > 0,
      'lines-without-currency',
      `${summary.withoutCurrency} lines name no currency: they were read in that of the others.`,
    ),
  ];
}

/** Tag keys are kept to the letter, spaces included: they are what AWS would be asked for. */
export function keyNotices(tagKeys: readonly string[]): Notice[] {
  const spaced = tagKeys.filter((key) => key !== key.trim());
  return when(
    spaced.length > 0,
    'tag-key-spaces',
    `Tag keys that begin or end with a space were kept so: ${listed(spaced.map((key) => JSON.stringify(key)))}.`,
  );
}

/** Keys with about as many values as lines are in no chain: what is kept for those would be the bill itself. */
export const foldedNotices = (folded: readonly string[]): Notice[] =>
  when(
    folded.length > 0,
    'folded-tag-keys',
    `Tag keys with too many values to tell projects by are read by themselves only: ${listed([...folded])}.`,
  );

/** Record types that the table of `finance.md` §4 does not name are `other`, and never silently. */
export async function recordTypeNotices(database: BillDatabase): Promise<Notice[]> {
  const rows = await database.rows('SELECT name FROM record_type ORDER BY name');
  const unknown = rows.map(([name]) => String(name)).filter((name) => !isKnownRecordType(name));
  return when(
    unknown.length > 0,
    'unknown-record-types',
    `Record types that are not known count as other: ${listed(unknown)}.`,
  );
}
