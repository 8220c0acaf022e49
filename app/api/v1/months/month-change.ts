import { toMonthReply } from '@/lib/api/months-call';
import type { Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { addMonths, isMonth, type Month } from '@/lib/finance/month';
import { connectionOfMonth } from '@/lib/reports/month-connection';
import { readMonths } from '@/lib/reports/months';

/** @throws AppError `not-found` for a path that names no month */
export function requireMonth(text: string): Month {
  if (isMonth(text)) return text;
  throw new AppError('not-found', `${text.slice(0, 40)} is not a month such as 2026-10.`);
}

/** Changes one month of one connection and answers with what it is then. */
export async function changeMonth(
  viewer: Viewer,
  { month, connection }: { readonly month: Month; readonly connection: string | undefined },
  change: (connectionId: string) => Promise<void>,
) {
  const { id } = await connectionOfMonth(viewer, month, connection ?? null);
  await change(id);
  const months = { from: month, to: addMonths(month, 1) };
  const found = await readMonths(viewer, { connection: id, months, basis: 'unblended' });
  const row = found.kind === 'months' ? found.rows[0] : undefined;
  if (!row) throw new AppError('internal', `the month ${month} is gone`);
  return toMonthReply(row);
}
