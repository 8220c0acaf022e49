import { z } from 'zod';
import type { BillReading } from '@/lib/bills/reading';
import { noAmounts } from '@/lib/finance/basis';
import type { Month } from '@/lib/finance/month';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listLatestBooks } from '@/lib/store/latest';
import type { SyncRun } from '@/lib/store/runs';
import { mintScope } from '@/lib/store/scope';
import { getSetting, saveSetting } from '@/lib/store/settings';
import { publishBillMonth } from './bill-month';
import type { StagedBill } from './bill-staging';
import type { LeaseKeeper } from './lease-keeper';

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

const digestSetting = z.record(z.string(), z.string()).catch({});
const settingOf = (connectionId: string) => `bill:${connectionId}`;

/** A bill whose cubes are staged, and what is needed to show them. */
export type StagedImport = {
  readonly connection: Connection;
  readonly run: SyncRun;
  readonly lease: LeaseKeeper;
  readonly now: string;
  readonly reading: BillReading;
};

/** Publishes the months that differ from what the store shows, oldest first, each whole or not at all. */
export async function publishMonths(
  db: Database,
  { connection, run, lease, now, reading }: StagedImport,
  staged: StagedBill,
  isThere: ReadonlySet<Month>,
): Promise<ImportResult> {
  const setting = settingOf(connection.id);
  const digests = digestSetting.parse((await getSetting(db, setting)) ?? {});
  const books = new Map((await listLatestBooks(mintScope(db, 'all'), connection.id)).map((book) => [book.month, book]));
  const controls = new Map(reading.controls.map((control) => [control.month, control]));
  const months: Month[] = [];
  const unchanged: Month[] = [];
  const faulty: { month: Month; reason: string }[] = [];
  let cells = 0;
  for (const [month, stage] of [...staged].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const control = controls.get(month) ?? { month, amounts: noAmounts(), estimated: false };
    const digest = JSON.stringify([...stage.digests, Object.values(control.amounts).map(String)]);
    const book = books.get(month) ?? null;
    if (digests[month] === digest && isThere.has(month) && book?.holds && book.reason === '') {
      unchanged.push(month);
      continue;
    }
    lease.assertHeld();
    const input = {
      connectionId: connection.id,
      runId: run.id,
      month,
      currency: reading.currency,
      staged: stage,
      control,
      published: book,
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
