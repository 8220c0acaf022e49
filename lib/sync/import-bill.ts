import { z } from 'zod';
import type { BillReading } from '@/lib/bills/reading';
import { AppError } from '@/lib/errors';
import { noAmounts } from '@/lib/finance/basis';
import { type CubeName, tagCube, tagKeyOf } from '@/lib/finance/cube';
import type { Month } from '@/lib/finance/month';
import { listMonthBooks } from '@/lib/store/books';
import {
  type Connection,
  createConnection,
  findConnection,
  removeConnection,
  updateConnection,
} from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listTagKeys, replaceTagKeys } from '@/lib/store/discovery';
import { listPublished, removeUnpublishedLoads } from '@/lib/store/loads';
import { saveAccountNames } from '@/lib/store/organization';
import type { SyncRun } from '@/lib/store/runs';
import { mintScope } from '@/lib/store/scope';
import { getSetting, saveSetting } from '@/lib/store/settings';
import { publishBillMonth } from './bill-month';
import { closeBillRun, failBillRun, openBillRun } from './bill-run';
import { type StagedBill, stageBill } from './bill-staging';
import { holdLease, type LeaseKeeper } from './lease-keeper';

export type ImportOptions = {
  readonly name: string;
  readonly clock?: () => Date;
  /** Cells staged so far, and the cube that they are of. */
  readonly onProgress?: (progress: { readonly cube: string; readonly cells: number }) => void;
};

export type ImportResult = {
  readonly connectionId: string;
  readonly runId: string;
  /** False when the store had exactly this already. */
  readonly changed: boolean;
  /** Months that were published, in order. */
  readonly months: readonly Month[];
  /** Months of the file that the store had already, to the unit. */
  readonly unchanged: readonly Month[];
  /** Months that do not add up, and why; they were not put over a good one. */
  readonly faulty: readonly { readonly month: Month; readonly reason: string }[];
  /** Cells of the published months. */
  readonly cells: number;
};

/**
 * Loads a bill into the connection of that name, made when there is none: every month of the file replaces what the
 * store has of it, in one transaction a month; other months stay, and the same file again changes nothing.
 * A kill leaves each month as it was or as the file says.
 * @throws AppError `invalid-input` (bad lines that were not accepted, no lines), `conflict` (the name is another kind's,
 *   another currency), `sync-running` (another import of it is under way)
 */
export async function importBill(db: Database, reading: BillReading, options: ImportOptions): Promise<ImportResult> {
  refuseBill(reading);
  const clock = options.clock ?? (() => new Date());
  const now = clock().toISOString();
  const { connection, isNew } = await claimConnection(db, reading, options.name, now);
  const lease = await holdLease(db, connection.id);
  try {
    const run = await openBillRun(db, connection.id, reading, now);
    try {
      const result = await load(db, { connection, run, lease, now, reading, options });
      await closeBillRun(db, run, reading, result, clock().toISOString());
      await removeUnpublishedLoads(db, connection.id);
      return result;
    } catch (error) {
      // A store that cannot take the run's end either (a full disk) must not hide why it ended.
      await Promise.allSettled([failBillRun(db, run, error, clock().toISOString())]);
      await Promise.allSettled([removeUnpublishedLoads(db, connection.id)]);
      throw error;
    }
  } catch (error) {
    if (isNew) await Promise.allSettled([removeEmpty(db, connection)]);
    throw error;
  } finally {
    await Promise.allSettled([lease.release()]);
  }
}

/** A file that never arrived leaves no connection behind: an empty one would take the demo's place. */
async function removeEmpty(db: Database, connection: Connection): Promise<void> {
  if ((await listPublished(db, connection.id)).length === 0) await removeConnection(db, connection.id);
}

function refuseBill({ badLines, refused, months }: BillReading): void {
  if (refused) {
    throw new AppError('invalid-input', `${badLines.total} lines cannot be read; nothing was imported.`, {
      fix: 'Correct the lines listed, or import the others with --accept-bad-lines.',
      errors: badLines.listed.map(({ file, line, column, reason }) => ({
        field: `${file}:${line} ${column}`,
        message: reason,
      })),
    });
  }
  if (months.length === 0) {
    throw new AppError('invalid-input', 'The file has no line of AWS to import.', {
      fix: 'Give a bill with lines of AWS.',
    });
  }
}

async function claimConnection(
  db: Database,
  reading: BillReading,
  name: string,
  now: string,
): Promise<{ connection: Connection; isNew: boolean }> {
  const known = (await findConnection(mintScope(db, 'all'), name)) ?? null;
  if (known === null) {
    const { format: kind, currency, payerAccountId: managementAccountId } = reading;
    return {
      connection: await createConnection(db, { name, kind, currency, managementAccountId, createdAt: now }),
      isNew: true,
    };
  }
  if (known.kind !== reading.format) {
    throw new AppError('conflict', `The connection ${known.name} is of kind ${known.kind}, not ${reading.format}.`, {
      fix: 'Choose another --name.',
    });
  }
  if (known.currency !== null && known.currency !== reading.currency) {
    throw new AppError(
      'conflict',
      `The connection ${known.name} is in ${known.currency}, the file in ${reading.currency}: currencies are never added.`,
      {
        fix: 'Choose another --name for this file.',
      },
    );
  }
  return { connection: known, isNew: false };
}

type Loading = {
  readonly connection: Connection;
  readonly run: SyncRun;
  readonly lease: LeaseKeeper;
  readonly now: string;
  readonly reading: BillReading;
  readonly options: ImportOptions;
};

async function load(db: Database, { connection, run, lease, now, reading, options }: Loading): Promise<ImportResult> {
  const published = await listPublished(db, connection.id);
  const older = new Map(
    reading.months.map((month): [Month, CubeName[]] => [month, staleTags(published, month, reading.cubes)]),
  );
  let cells = 0;
  const onStaged = (cube: string, added: number) => {
    cells += added;
    options.onProgress?.({ cube, cells });
  };
  const staged = await stageBill({ db, connectionId: connection.id, run, lease, now, onStaged }, reading, older);
  await saveNames(db, connection, reading, now);
  const isThere = new Set(published.filter(({ cube }) => cube === 'recordType').map(({ month }) => month));
  const result = await publishMonths(db, { connection, run, lease, now, reading, options }, staged, isThere);
  await updateConnection(db, connection.id, {
    currency: reading.currency,
    ...(reading.payerAccountId === null ? {} : { managementAccountId: reading.payerAccountId }),
  });
  return result;
}

/** Tag cubes that the store shows for a month and that this file does not have. */
const staleTags = (
  published: readonly { cube: string; month: Month }[],
  month: Month,
  cubes: readonly CubeName[],
): CubeName[] =>
  published.flatMap((each) => {
    const key = each.month === month ? tagKeyOf(each.cube) : null;
    return key !== null && !cubes.some((cube) => cube === each.cube) ? [tagCube(key)] : [];
  });

async function saveNames(db: Database, connection: Connection, reading: BillReading, now: string): Promise<void> {
  await saveAccountNames(db, connection.id, new Map(reading.accounts.map(({ id, name }) => [id, name])), now);
  const known = await listTagKeys(mintScope(db, 'all'), connection.id);
  const names = new Set([...known.map(({ key }) => key), ...reading.tagKeys]);
  const keys = [...names].map((key) => ({
    key,
    type: key.startsWith('aws:') ? 'AWSGenerated' : 'UserDefined',
    status: 'Active',
    lastUpdatedAt: null,
    lastUsedAt: null,
  }));
  await replaceTagKeys(db, connection.id, keys, now);
}

const digestSetting = z.record(z.string(), z.string()).catch({});
const settingOf = (connectionId: string) => `bill:${connectionId}`;

async function publishMonths(
  db: Database,
  { connection, run, lease, now, reading }: Loading,
  staged: StagedBill,
  isThere: ReadonlySet<Month>,
): Promise<ImportResult> {
  const setting = settingOf(connection.id);
  const digests = digestSetting.parse((await getSetting(db, setting)) ?? {});
  const books = new Map((await listMonthBooks(mintScope(db, 'all'), connection.id)).map((book) => [book.month, book]));
  const controls = new Map(reading.controls.map((control) => [control.month, control]));
  const months: Month[] = [];
  const unchanged: Month[] = [];
  const faulty: { month: Month; reason: string }[] = [];
  let cells = 0;
  for (const [month, stage] of [...staged].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const control = controls.get(month) ?? { month, amounts: noAmounts(), estimated: false };
    const digest = JSON.stringify([...stage.digests, Object.values(control.amounts).map(String)]);
    if (digests[month] === digest && isThere.has(month) && books.get(month)?.holds) {
      unchanged.push(month);
      continue;
    }
    lease.assertHeld();
    const input = {
      connectionId: connection.id,
      runId: run.id,
      month,
      staged: stage,
      control,
      published: books.get(month) ?? null,
      now,
    };
    const reason = await publishBillMonth(db, input, (tx) => {
      digests[month] = digest;
      return saveSetting(tx, setting, digests);
    });
    if (reason === '') months.push(month);
    else faulty.push({ month, reason });
    cells += stage.cells;
  }
  return {
    connectionId: connection.id,
    runId: run.id,
    changed: months.length + faulty.length > 0,
    months,
    unchanged,
    faulty,
    cells,
  };
}
