import { type Amounts, BASES } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { accountNameOf } from '@/lib/finance/ledger-month';
import { formatDecimal } from '@/lib/finance/money';
import type { MonthPack } from '@/lib/finance/month-pack';
import { type ArchiveFile, archiveOf } from './archive';
import { type CsvCell, csvNumber, csvText, writeCsv } from './csv';

/** The explain pack: a ZIP of CSV files that add up to AWS's total, exact to nine decimals, and what they follow from. */
export const monthPackZip = (pack: MonthPack): Uint8Array => archiveOf(filesOf(pack));

/** The files of the pack. `README.txt` says which of them sum to which. */
export function filesOf(pack: MonthPack): ArchiveFile[] {
  const { ledger } = pack;
  const named = (account: string) => [account, account === '' ? '' : accountNameOf(ledger, account)];
  return [
    { name: 'README.txt', content: readme(pack) },
    table(
      'control.csv',
      ['what'],
      [
        [['control total'], pack.control],
        [['residual'], ledger.residual ?? NOTHING],
      ],
    ),
    table(
      'book.csv',
      ['account', 'account_name', 'record_type', 'charge_class'],
      ledger.recordTypes.map(({ account, recordType, amounts }) => [
        [...named(account), recordType, chargeClassOf(recordType)],
        amounts,
      ]),
    ),
    table(
      'slices.csv',
      ['account', 'account_name', 'home', 'charge_class'],
      ledger.slices.map(({ account, home, chargeClass, amounts }) => [[...named(account), home, chargeClass], amounts]),
    ),
    table(
      'usage.csv',
      ['account', 'account_name', 'home', 'environment', 'service'],
      ledger.usage.map(({ account, home, environment, service, amounts }) => [
        [...named(account), home ?? '', environment ?? '', service ?? ''],
        amounts,
      ]),
    ),
    table(
      'moved.csv',
      ['pool', 'side', 'account', 'account_name', 'home', 'charge_class'],
      ledger.shares.map(({ pool, side, account, home, chargeClass, amounts }) => [
        [pool, side, ...named(account), home, chargeClass],
        amounts,
      ]),
    ),
    table(
      'unallocated.csv',
      ['pool', 'reason', 'account', 'account_name', 'home', 'charge_class'],
      pack.unallocated.map(({ pool, reason, account, home, chargeClass, amounts }) => [
        [pool, reason, ...named(account), home, chargeClass],
        amounts,
      ]),
    ),
    table(
      'adjustments.csv',
      ['restated_month', 'kind', 'account', 'home', 'charge_class', 'pool'],
      pack.adjustments.map(({ month, kind, account, home, chargeClass, pool, amounts }) => [
        [month, kind, account, home, chargeClass, pool],
        amounts,
      ]),
    ),
    { name: 'checks.csv', content: checksCsv(pack) },
    { name: 'entries.csv', content: entriesCsv(pack) },
    { name: 'requests.csv', content: requestsCsv(pack) },
    { name: 'rules.json', content: `${JSON.stringify(pack.rules.document, null, 2)}\n` },
  ];
}

const NOTHING: Amounts = { unblended: 0n, amortized: 0n, netUnblended: 0n, netAmortized: 0n, blended: 0n };

type Row = readonly [keys: readonly string[], amounts: Amounts];

function table(name: string, keys: readonly string[], rows: readonly Row[]): ArchiveFile {
  const cells = rows.map(([texts, amounts]): CsvCell[] => [
    ...texts.map(csvText),
    ...BASES.map((basis) => csvNumber(formatDecimal(amounts[basis]))),
  ]);
  return { name, content: writeCsv([...keys, ...BASES], cells) };
}

const checksCsv = ({ checks }: MonthPack): string =>
  writeCsv(
    ['name', 'basis', 'expected', 'actual', 'difference', 'bound', 'holds'],
    checks.map(({ name, basis, expected, actual, bound, holds }) => [
      ...[name, basis].map(csvText),
      ...[expected, actual, actual - expected, bound].map((units) => csvNumber(formatDecimal(units))),
      csvText(holds ? 'yes' : 'no'),
    ]),
  );

const ENTRY_FIELDS = ['month', 'from', 'to', 'entity', 'source', 'driver', 'vendor', 'amount', 'quantity', 'currency'];

const entriesCsv = ({ entries }: MonthPack): string =>
  writeCsv(
    ['kind', ...ENTRY_FIELDS],
    entries.map(({ kind, fields }) => [
      csvText(kind),
      ...ENTRY_FIELDS.map((field) =>
        field === 'amount' || field === 'quantity'
          ? fields[field]
            ? csvNumber(fields[field])
            : null
          : csvText(fields[field] ?? ''),
      ),
    ]),
  );

const requestsCsv = ({ requests }: MonthPack): string =>
  writeCsv(
    ['sent_at', 'operation', 'subject', 'outcome'],
    requests.map(({ sentAt, operation, subject, outcome }) => [sentAt, operation, subject, outcome].map(csvText)),
  );

const readme = ({ facts, ledger }: MonthPack): string =>
  [
    `Subledger: what ${facts.month} of ${facts.connection} is made of, in ${ledger.connection.currency}.`,
    '',
    ...Object.entries(facts).map(([name, text]) => `${name}: ${text}`),
    '',
    'Every file has the five cost bases side by side, exact to nine decimals. In each of them:',
    '  control.csv, control total = the sum of book.csv + control.csv, residual',
    '  the sum of slices.csv = the sum of book.csv: every charge has a home',
    '  the sum of usage.csv = the rows of book.csv with charge class usage',
    '  moved.csv: what goes in = what comes out, for each pool and charge class',
    '  unallocated.csv = the slices whose home is no project, less what moved out of them',
    '  so: projects (slices + moved in − moved out) + unallocated + residual = control total',
    '  adjustments.csv is beside the control total: what AWS restated of closed months, carried by this one',
    '',
    'checks.csv has the identities as they were held; a difference of up to its bound is rounding by AWS.',
    'rules.json are the rules that gave the homes and split the pools; entries.csv what was entered for the month;',
    'requests.csv the requests to AWS of the sync that published it.',
    '',
  ].join('\r\n');
