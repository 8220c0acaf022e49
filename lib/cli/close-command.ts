import { toMonthReply } from '@/lib/api/months-call';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { addMonths, isMonth, type Month } from '@/lib/finance/month';
import { connectionOfMonth } from '@/lib/reports/month-connection';
import { readMonths } from '@/lib/reports/months';
import { listMonthBooks } from '@/lib/store/books';
import { closeMonth, reopenMonth } from '@/lib/sync/close-month';
import { withActiveBooks } from './books';
import { EXIT, type Output, UsageError } from './output';

const BY = 'the command line';

export type CloseOptions = { readonly connection?: string; readonly force?: boolean; readonly reason?: string };

/** `close M`: freezes a month of a connection. */
export async function closeCommand(
  environment: Environment,
  output: Output,
  month: string,
  { connection, force = false, reason = '' }: CloseOptions,
): Promise<number> {
  if (force && reason.trim() === '') throw new UsageError('--force needs --reason: why the month is closed as it is');
  return change(environment, output, { month, connection }, 'is closed', (db, connectionId) =>
    closeMonth(db, { connectionId, month, by: BY, force: force ? reason.trim() : null }, new Date()),
  );
}

/** `reopen M`: opens a closed month again. */
export async function reopenCommand(
  environment: Environment,
  output: Output,
  month: string,
  { connection, reason = '' }: CloseOptions,
): Promise<number> {
  return change(environment, output, { month, connection }, 'is open again', (db, connectionId) =>
    reopenMonth(db, { connectionId, month, by: BY, reason: reason.trim() }, new Date()),
  );
}

async function change(
  environment: Environment,
  output: Output,
  { month, connection }: { readonly month: string; readonly connection: string | undefined },
  outcome: string,
  work: (db: Viewer['scope']['db'], connectionId: string) => Promise<void>,
): Promise<number> {
  if (!isMonth(month)) throw new UsageError(`${month} is not a month; write one such as 2026-10`);
  return withActiveBooks(environment, output, connection, async ({ db }) => {
    const viewer = administratorOf(db);
    const { id, name } = await connectionOfMonth(viewer, month, connection ?? null);
    await work(db, id);
    const row = await rowOf(viewer, id, month);
    const book = (await listMonthBooks(viewer.scope, id)).find((each) => each.month === month);
    const of = book ? `, with the figures of ${book.publishedAt}` : '';
    output.answer(row, () => `${month} of ${name} ${outcome}${of}.`);
    return EXIT.done;
  });
}

async function rowOf(viewer: Viewer, connection: string, month: Month) {
  const found = await readMonths(viewer, {
    connection,
    months: { from: month, to: addMonths(month, 1) },
    basis: 'unblended',
  });
  const row = found.kind === 'months' ? found.rows[0] : undefined;
  if (!row) throw new AppError('internal', `the month ${month} is gone`);
  return toMonthReply(row);
}
