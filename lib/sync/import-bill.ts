import type { BillReading } from '@/lib/bills/reading';
import { type CubeName, tagCube, tagKeyOf } from '@/lib/finance/cube';
import type { Month } from '@/lib/finance/month';
import { MACHINE, recordAudit } from '@/lib/store/audit';
import { type Connection, removeConnection, updateConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listLatestLoads } from '@/lib/store/latest';
import { removeUnpublishedLoads } from '@/lib/store/loads';
import { claimConnection, refuseBill, saveNames } from './bill-connection';
import { type ImportResult, publishMonths, type StagedImport } from './bill-publishing';
import { closeBillRun, failBillRun, openBillRun } from './bill-run';
import { stageBill } from './bill-staging';
import { holdLease } from './lease-keeper';

export type ImportOptions = {
  readonly name: string;
  readonly clock?: () => Date;
  /** Cells staged so far, and the cube that they are of. */
  readonly onProgress?: (progress: { readonly cube: string; readonly cells: number }) => void;
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
      const result = await load(db, { connection, run, lease, now, reading }, options.onProgress);
      await closeBillRun(db, run, reading, result, clock().toISOString());
      await recordAudit(db, {
        ...{ ...MACHINE, at: clock().toISOString(), action: 'bill.import', subject: options.name, before: null },
        after: { dialect: reading.dialect, months: reading.months, lines: reading.counts, changed: result.changed },
      });
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
  if ((await listLatestLoads(db, connection.id)).length === 0) await removeConnection(db, connection.id);
}

async function load(
  db: Database,
  { connection, run, lease, now, reading }: StagedImport,
  onProgress: ImportOptions['onProgress'],
): Promise<ImportResult> {
  const published = await listLatestLoads(db, connection.id);
  const older = new Map(
    reading.months.map((month): [Month, CubeName[]] => [month, staleTags(published, month, reading.cubes)]),
  );
  let cells = 0;
  const onStaged = (cube: string, added: number) => {
    cells += added;
    onProgress?.({ cube, cells });
  };
  const staged = await stageBill({ db, connectionId: connection.id, run, lease, now, onStaged }, reading, older);
  await saveNames(db, connection, reading, now);
  const isThere = new Set(published.filter(({ cube }) => cube === 'recordType').map(({ month }) => month));
  const result = await publishMonths(db, { connection, run, lease, now, reading }, staged, isThere);
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
