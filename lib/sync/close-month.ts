import { AppError } from '@/lib/errors';
import { closeFaults } from '@/lib/finance/close-fault';
import type { Month } from '@/lib/finance/month';
import { earliestOpen, pendingAdjustments, removeAdjustmentsIn, saveAdjustments } from '@/lib/store/adjustments';
import { MACHINE_ORIGIN, type Origin, recordAudit } from '@/lib/store/audit';
import { findClose, listClosesOf, removeClose, saveClose } from '@/lib/store/closes';
import { type Database, type Transaction, transaction } from '@/lib/store/database';
import { lockBooks } from '@/lib/store/derivations';
import { showRestatement } from '@/lib/store/restatement';
import { currentRuleSetId } from '@/lib/store/rule-sets';
import { refreshDerivations } from './derivation-refresh';

export type CloseRequest = {
  readonly connectionId: string;
  readonly month: Month;
  /** Who asks, in words. */
  readonly by: string;
  /** Closes an estimated month, or one that does not add up, for this reason; null does not. */
  readonly force: string | null;
  /** Where that came from, for the audit log; this machine when absent. */
  readonly origin?: Origin;
};

/**
 * Freezes a month (`finance.md` §12): what it shows now stays, with the rules that made it; what earlier closed months were
 * restated by is booked in it. Months close in order.
 * @throws AppError `not-found`; `conflict` for a month that is closed, out of order, estimated or in breach, with the way on
 */
export async function closeMonth(
  db: Database,
  { connectionId, month, by, force, origin = MACHINE_ORIGIN }: CloseRequest,
  now: Date,
): Promise<void> {
  await transaction(db, async (tx) => {
    await lockBooks(tx);
    await refuseOutOfOrder(tx, connectionId, month);
    const faults = await faultsOf(tx, connectionId, month);
    if (faults.length > 0 && force === null) {
      throw new AppError('conflict', `${month} cannot be closed: ${faults.join(' ')}`, {
        fix: 'Sync until it is final and adds up, or close it with --force and a --reason.',
      });
    }
    await saveAdjustments(tx, connectionId, await pendingAdjustments(tx, connectionId));
    const ruleSetId = await currentRuleSetId(tx);
    const reason = faults.length > 0 ? (force ?? '') : '';
    await saveClose(tx, { connectionId, month, closedAt: now.toISOString(), closedBy: by, reason, ruleSetId });
    await recordAudit(tx, {
      ...{ at: now.toISOString(), actor: by, via: origin.via, address: origin.address, action: 'month.close' },
      ...{ subject: await subjectOf(tx, connectionId, month), before: { state: 'open' } },
      after: { state: 'closed', reason, ruleSet: ruleSetId, faults },
    });
  });
}

/**
 * Opens a closed month again: it shows the latest that AWS said, under the rules that count now. What was booked for it in
 * closed months stands there and is taken back in the earliest open one.
 * @throws AppError `not-found`; `conflict` for a month that is open
 */
export async function reopenMonth(
  db: Database,
  {
    connectionId,
    month,
    by,
    reason,
    origin = MACHINE_ORIGIN,
  }: Omit<CloseRequest, 'force'> & { readonly reason: string },
  now: Date,
): Promise<void> {
  await transaction(db, async (tx) => {
    await lockBooks(tx);
    if (!(await tx.prisma.monthBook.findUnique({ where: { connectionId_month: { connectionId, month } } }))) {
      throw new AppError('not-found', `This connection has no month ${month}.`);
    }
    const close = await findClose(tx, connectionId, month);
    if (!close) throw new AppError('conflict', `${month} is not closed.`);
    await removeAdjustmentsIn(tx, connectionId, month);
    await removeClose(tx, { connectionId, month, at: now.toISOString(), by, reason });
    await showRestatement(tx, connectionId, month);
    await recordAudit(tx, {
      ...{ at: now.toISOString(), actor: by, via: origin.via, address: origin.address, action: 'month.reopen' },
      ...{ subject: await subjectOf(tx, connectionId, month), after: { state: 'open', reason } },
      before: { state: 'closed', closedAt: close.closedAt, closedBy: close.closedBy, ruleSet: close.ruleSetId },
    });
  });
  await refreshDerivations(db, now);
}

/** The month as the audit log names it, also when its connection is long gone. */
async function subjectOf(tx: Transaction, id: string, month: Month): Promise<string> {
  const connection = await tx.prisma.connection.findUnique({ where: { id }, select: { name: true } });
  return `${month} of ${connection?.name ?? id}`;
}

async function refuseOutOfOrder(tx: Transaction, connectionId: string, month: Month): Promise<void> {
  const [closes, books] = await Promise.all([
    listClosesOf(tx, connectionId),
    tx.prisma.monthBook.findMany({ where: { connectionId }, select: { month: true }, orderBy: { month: 'asc' } }),
  ]);
  const months = books.map((book) => book.month);
  if (!months.includes(month)) {
    throw new AppError('not-found', `This connection has no month ${month}.`, {
      fix: months.length > 0 ? `It has ${months[0]} to ${months.at(-1)}.` : 'Sync or import it first.',
    });
  }
  const before = closes.find((each) => each.month === month);
  if (before) {
    throw new AppError('conflict', `${month} was closed by ${before.closedBy} at ${before.closedAt}.`, {
      fix: 'An administrator can reopen it.',
    });
  }
  const next = earliestOpen(months, new Set(closes.map((each) => each.month)));
  if (next === month) return;
  throw new AppError('conflict', `Months close in order: ${next} is still open.`, { fix: `Close ${next} first.` });
}

/** Why a month is not fit to be closed. */
async function faultsOf(tx: Transaction, connectionId: string, month: Month): Promise<string[]> {
  const where = { connectionId_month: { connectionId, month } };
  const [book, derived, checks] = await Promise.all([
    tx.prisma.monthBook.findUnique({ where }),
    tx.prisma.derivedMonth.findUnique({ where }),
    tx.prisma.monthCheck.findMany({ where: { connectionId, month, holds: false }, select: { name: true } }),
  ]);
  if (!book) return [];
  const { estimated, holds, reason } = book;
  return closeFaults({ estimated, holds, reason, failing: checks.map(({ name }) => name), derived: derived !== null });
}
