import { z } from 'zod';
import type { Amounts } from '@/lib/finance/basis';
import type { Month } from '@/lib/finance/month';
import type { Check, ResidualState } from '@/lib/finance/reconcile';
import type { Prisma } from './generated/sqlite/client';
import { type AccountScope, seesAll, seesConnection } from './scope';

/** The control total of a published month, its residual, and whether its identities hold. Amounts in units of 10⁻⁹. */
export type MonthBook = {
  readonly month: Month;
  readonly estimated: boolean;
  readonly amounts: Amounts;
  readonly residual: Amounts;
  readonly residualState: ResidualState;
  readonly holds: boolean;
  /** Why a newer reading was held back, or why this one does not hold; '' when neither. */
  readonly reason: string;
  /** What a reading that was held back said, as the caller of `holdMonth` wrote it; '' when none was. */
  readonly pending: string;
  readonly runId: string | null;
  readonly publishedAt: string;
};

/** An identity of a published month. */
export type MonthCheck = Check & { readonly month: Month };

/** A month that is shown, without its totals: what any reader may know of it. */
export type PublishedMonth = { readonly month: Month; readonly estimated: boolean; readonly publishedAt: string };

/** The books by month. They are of the whole organization: a scope of some accounts gets none. */
export async function listMonthBooks(scope: AccountScope, connectionId: string): Promise<MonthBook[]> {
  if (!seesAll(scope)) return [];
  const rows = await scope.db.prisma.monthBook.findMany({ where: { connectionId }, orderBy: { month: 'asc' } });
  return rows.map(toBook);
}

/** The months that a connection shows, in order. */
export async function listPublishedMonths(scope: AccountScope, connectionId: string): Promise<PublishedMonth[]> {
  if (!(await seesConnection(scope, connectionId))) return [];
  return scope.db.prisma.monthBook.findMany({
    where: { connectionId },
    orderBy: { month: 'asc' },
    select: { month: true, estimated: true, publishedAt: true },
  });
}

/** The identities of the months, or of one, by month and name. A scope of some accounts gets none. */
export async function listMonthChecks(scope: AccountScope, connectionId: string, month?: Month): Promise<MonthCheck[]> {
  if (!seesAll(scope)) return [];
  const rows = await scope.db.prisma.monthCheck.findMany({
    where: { connectionId, ...(month === undefined ? {} : { month }) },
    orderBy: [{ month: 'asc' }, { name: 'asc' }, { basis: 'asc' }],
  });
  return rows.map(({ connectionId: _, basis, ...check }) => ({ ...check, basis: basisColumn.parse(basis) }));
}

const basisColumn = z.enum(['unblended', 'amortized', 'netUnblended', 'netAmortized', 'blended']);
const residualColumn = z.enum(['none', 'rounding', 'counted', 'warning']);

/** The columns of a book. */
export function bookColumns(
  book: Pick<MonthBook, 'estimated' | 'amounts' | 'residual' | 'residualState' | 'holds' | 'reason'>,
) {
  const { amounts, residual, estimated, residualState, holds, reason } = book;
  return {
    ...amounts,
    residualUnblended: residual.unblended,
    residualAmortized: residual.amortized,
    residualNetUnblended: residual.netUnblended,
    residualNetAmortized: residual.netAmortized,
    residualBlended: residual.blended,
    estimated,
    residualState,
    holds,
    reason,
  };
}

export const toCheckRow = (connectionId: string, month: Month, check: Check): Prisma.MonthCheckModel => ({
  connectionId,
  month,
  name: check.name,
  basis: check.basis,
  expected: check.expected,
  actual: check.actual,
  bound: check.bound,
  holds: check.holds,
});

/** A row of `MonthBook`, or one of `RestatedMonth`, which has the same columns. */
export function toBook(row: Omit<Prisma.MonthBookModel, 'connectionId'>): MonthBook {
  const { unblended, amortized, netUnblended, netAmortized, blended } = row;
  return {
    month: row.month,
    estimated: row.estimated,
    amounts: { unblended, amortized, netUnblended, netAmortized, blended },
    residual: {
      unblended: row.residualUnblended,
      amortized: row.residualAmortized,
      netUnblended: row.residualNetUnblended,
      netAmortized: row.residualNetAmortized,
      blended: row.residualBlended,
    },
    residualState: residualColumn.parse(row.residualState),
    holds: row.holds,
    reason: row.reason,
    pending: row.pending,
    runId: row.runId,
    publishedAt: row.publishedAt,
  };
}
