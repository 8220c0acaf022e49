'use server';

import { z } from 'zod';
import type { MonthReply } from '@/components/settings/month-row';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import type { Role } from '@/lib/auth/roles';
import { requireRole, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { monthsToClose } from '@/lib/finance/close-fault';
import { isMonth, type Month } from '@/lib/finance/month';
import { readMonthClosing } from '@/lib/reports/month-closing';
import { getConnection } from '@/lib/store/connections';
import { closeMonth, reopenMonth } from '@/lib/sync/close-month';
import { log } from '@/lib/telemetry/log';

const LONGEST_REASON = 500;
const reasonText = z.string().trim().min(1).max(LONGEST_REASON);
const given = z.object({ connectionId: z.string().min(1).max(200), month: z.string().refine(isMonth) });

/** Closes the open months of an organization up to one, oldest first; a month that is refused stops it, and is named. */
export async function closeMonths(connectionId: unknown, month: unknown, reason: unknown): Promise<MonthReply> {
  return told(['admin', 'finance'], async (viewer) => {
    const wanted = known(given, { connectionId, month });
    const force = known(reasonText.nullable(), reason);
    const connection = await getConnection(viewer.scope, wanted.connectionId);
    const found = await readMonthClosing(viewer, { connection: connection.id, basis: 'unblended' });
    const rows = found.kind === 'months' ? found.connections.flatMap((each) => each.rows) : [];
    const open = rows.filter(({ state }) => state === 'open');
    const months = monthsToClose(
      open.map((row) => row.month),
      wanted.month,
    );
    if (months.length === 0) {
      throw new AppError('conflict', `${wanted.month} is not open any more.`, { fix: 'Reload the page.' });
    }
    const closed: Month[] = [];
    const origin = await pageActor(viewer);
    for (const each of months) {
      try {
        const request = { connectionId: connection.id, month: each, by: viewer.name, force, origin };
        await closeMonth(viewer.scope.db, request, new Date());
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500 || closed.length === 0) throw error;
        return { ok: false, message: `${closed.join(', ')} closed, and then: ${error.message}` };
      }
      closed.push(each);
    }
    return { ok: true, months: closed };
  });
}

/** Opens a closed month of an organization again. */
export async function reopenClosedMonth(connectionId: unknown, month: unknown, reason: unknown): Promise<MonthReply> {
  return told(['admin'], async (viewer) => {
    const { scope, name } = viewer;
    const wanted = known(given, { connectionId, month });
    const why = known(reasonText, reason);
    const connection = await getConnection(scope, wanted.connectionId);
    const origin = await pageActor(viewer);
    const request = { connectionId: connection.id, month: wanted.month, by: name, reason: why, origin };
    await reopenMonth(scope.db, request, new Date());
    return { ok: true, months: [wanted.month] };
  });
}

/** @throws AppError `invalid-input` for what no page of ours sends */
function known<T>(schema: z.ZodType<T>, sent: unknown): T {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid-input', `A reason has 1 to ${LONGEST_REASON} characters, a month is such as 2026-10.`, {
    fix: 'Mend it, or reload the page.',
  });
}

/** A refusal that can be expected is told, not thrown. */
async function told(roles: readonly Role[], work: (viewer: Viewer) => Promise<MonthReply>): Promise<MonthReply> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, roles);
    return await work(viewer);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'a month could not be closed or reopened');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
