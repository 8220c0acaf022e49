import { AppError } from '@/lib/errors';
import { type ControlTotal, type CubeName, type MonthCell, tagCube } from '@/lib/finance/cube';
import type { Currency } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import { LINES_CUBE, LINES_REST_CUBE } from '@/lib/finance/usage-set';
import { netUnusedCommitments } from './amortization';
import { BadLineList, type BadLines } from './bad-lines';
import { buildBook } from './book';
import { cellsOf, controlsOf } from './cells';
import { curTagKey } from './cur-columns';
import { type BillDatabase, openDatabase } from './database';
import { openBillFiles } from './file';
import type { BillFormat } from './layout';
import { createLineTable } from './line-table';
import { fileNotices, foldedNotices, keyNotices, lineNotices, type Notice, recordTypeNotices } from './notices';
import { type StagedFile, stageFile } from './stage';
import { currencyOf, summaryOf } from './summary';
import { foldTags, usageSetCells } from './usage-sets';

/** A bill that was read: its figures, and everything about it that a reader should know. */
export type BillReading = {
  readonly format: BillFormat;
  /** `FOCUS 1.0`, `CUR legacy`, `CUR (Athena names)`, `CUR 2.0`; several when the files differ. */
  readonly dialect: string;
  /** Empty only when no line could be kept. */
  readonly currency: Currency;
  /** Null when the file names none, or several. */
  readonly payerAccountId: string | null;
  /** The billing periods, in order. */
  readonly months: readonly Month[];
  readonly counts: {
    readonly read: number;
    readonly kept: number;
    readonly leftOut: readonly { readonly provider: string; readonly lines: number }[];
  };
  readonly notices: readonly Notice[];
  readonly badLines: BadLines;
  /** True when there are bad lines that nobody accepted: nothing of this bill may be stored. */
  readonly refused: boolean;
  /** An account without a name goes by its id. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly controls: readonly ControlTotal[];
  readonly tagKeys: readonly string[];
  readonly cubes: readonly CubeName[];
  /** The cells of one cube, in batches of at most 5,000. Bad lines and lines of other providers are never in them. */
  cells(cube: CubeName): AsyncIterable<MonthCell[]>;
  /** Removes the temporary files. Must be called. */
  close(): Promise<void>;
};

export type ReadOptions = { readonly acceptBadLines?: boolean };

/**
 * Reads a bill from FOCUS or Cost and Usage Report files (CSV, gzip, Parquet) in bounded memory.
 * Several files are one bill: they may hold several billing periods, and a period may be spread over several files.
 * @throws AppError `invalid-input`, `not-found` or `mixed-currencies`, naming the file and what would be right.
 */
export async function readBill(
  paths: readonly string[],
  format: BillFormat,
  options: ReadOptions = {},
): Promise<BillReading> {
  return (await openBill(paths, format, options)).reading;
}

/** As `readBill`, with the database that it reads from. */
export async function openBill(
  paths: readonly string[],
  format: BillFormat,
  options: ReadOptions = {},
): Promise<{ database: BillDatabase; reading: BillReading }> {
  if (paths.length === 0) throw new AppError('invalid-input', 'No file was named.', { fix: 'Name at least one file.' });
  const files = await openBillFiles(paths);
  const database = await openDatabase();
  try {
    await createLineTable(database);
    const bad = new BadLineList();
    const staged: StagedFile[] = [];
    for (const [number, file] of files.entries()) staged.push(await stageFile(database, file, number, format, bad));
    return { database, reading: await settle(database, format, staged, bad, options) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function settle(
  database: BillDatabase,
  format: BillFormat,
  staged: readonly StagedFile[],
  bad: BadLineList,
  options: ReadOptions,
): Promise<BillReading> {
  const currency = await currencyOf(database);
  const summary = await summaryOf(database, staged, bad.count);
  await netUnusedCommitments(database);
  const notices = [...fileNotices(format, staged), ...lineNotices(summary, currency.assumed)];
  await buildBook(database, format === 'cur' ? curTagKey : (raw) => raw);
  const controls = await controlsOf(database);
  const months = controls.map(({ month }) => month);
  const folded = await foldTags(database);
  const tagKeys = (await database.rows('SELECT DISTINCT key FROM tag_value ORDER BY key')).map(([key]) => String(key));
  return {
    format,
    dialect: [...new Set(staged.map(({ layout }) => layout.dialect))].join(', '),
    currency: currency.code,
    payerAccountId: summary.payers.length === 1 ? (summary.payers[0] ?? null) : null,
    months,
    counts: summary.counts,
    notices: [...notices, ...keyNotices(tagKeys), ...foldedNotices(folded), ...(await recordTypeNotices(database))],
    badLines: bad.inOrder(staged.map(({ file }) => file.name)),
    refused: bad.count > 0 && !options.acceptBadLines,
    accounts: summary.accounts,
    controls,
    tagKeys,
    cubes: [
      'recordType',
      'service',
      ...tagKeys.map(tagCube),
      'daily.account',
      'daily.charge',
      LINES_CUBE,
      LINES_REST_CUBE,
    ],
    cells: (cube) => (isUsageSets(cube) ? usageSetCells(database, cube, months) : cellsOf(database, cube)),
    close: () => database.close(),
  };
}

const isUsageSets = (cube: CubeName): cube is typeof LINES_CUBE | typeof LINES_REST_CUBE =>
  cube === LINES_CUBE || cube === LINES_REST_CUBE;
