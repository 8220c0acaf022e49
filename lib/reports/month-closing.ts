import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, type Viewer } from '@/lib/auth/viewer';
import { costOfLine } from '@/lib/finance/adjustment';
import type { Basis } from '@/lib/finance/basis';
import { closeFaults } from '@/lib/finance/close-fault';
import type { Month } from '@/lib/finance/month';
import { type Adjustment, listAdjustments } from '@/lib/store/adjustments';
import { listMonthBooks, listMonthChecks } from '@/lib/store/books';
import { listShownDerivations } from '@/lib/store/derivations';
import { type MonthRow, type MonthsReport, readMonths } from './months';
import type { PageQuery } from './query';
import type { ConnectionRef, Instant, Unavailable } from './shapes';

/** A part of a month's restatement, and the month that carries it. `amount` in units of 10⁻⁹. */
export type Booking = { readonly month: Month; readonly bookedIn: Month; readonly amount: bigint };

/** A month as the closing screen shows it. */
export type ClosingMonth = MonthRow & {
  /** What is in the way of its close, a sentence each; of a closed month nothing. */
  readonly faults: readonly string[];
  /** Where what AWS restated of it is booked. */
  readonly bookedIn: readonly Booking[];
  /** What it carries of earlier months. */
  readonly carries: readonly Booking[];
  /** When the figures that it shows were published; null where none are. */
  readonly readAt: Instant | null;
};

export type ConnectionClosing = {
  readonly connection: Pick<ConnectionRef, 'id' | 'name'>;
  readonly currency: string | null;
  /** Oldest first. */
  readonly rows: readonly ClosingMonth[];
  /** The next to close: the earliest that is open; null when all are closed. */
  readonly next: ClosingMonth | null;
};

export type MonthClosing = {
  readonly kind: 'months';
  readonly basis: Basis;
  readonly connections: readonly ConnectionClosing[];
  readonly events: MonthsReport['events'];
  readonly mayClose: boolean;
  readonly mayReopen: boolean;
};

const EVER = { from: '0000-01', to: '9999-12' };

/** The months of the organizations, what is in the way of closing each, and who closed which. */
export async function loadMonthClosing(query: PageQuery): Promise<MonthClosing | Unavailable> {
  return readMonthClosing(await requireViewer(), query);
}

/** @throws AppError `forbidden` for a reader of some accounts */
export async function readMonthClosing(
  viewer: Viewer,
  { connection, basis }: Pick<PageQuery, 'connection' | 'basis'>,
): Promise<MonthClosing | Unavailable> {
  requireOrganization(viewer);
  const report = await readMonths(viewer, { connection, months: null, basis });
  if (report.kind !== 'months') return report;
  const known = new Map(report.rows.map((row) => [row.connection.id, row]));
  return {
    kind: 'months',
    basis,
    connections: await Promise.all([...known.values()].map((row) => closingOf(viewer, row, report))),
    events: report.events,
    mayClose: viewer.role === 'admin' || viewer.role === 'finance',
    mayReopen: viewer.role === 'admin',
  };
}

async function closingOf(
  { scope }: Viewer,
  { connection, currency }: MonthRow,
  { rows, basis }: MonthsReport,
): Promise<ConnectionClosing> {
  const [books, checks, derived, adjustments] = await Promise.all([
    listMonthBooks(scope, connection.id),
    listMonthChecks(scope, connection.id),
    listShownDerivations(scope.db, connection.id),
    listAdjustments(scope, { connectionId: connection.id, months: EVER }),
  ]);
  const bookOf = new Map(books.map((book) => [book.month, book]));
  const derivedMonths = new Set(derived.map(({ month }) => month));
  const bookings = bookingsOf(adjustments, basis);
  const months = rows
    .filter((row) => row.connection.id === connection.id)
    .map((row): ClosingMonth => {
      const { holds = false, reason = '', publishedAt = null } = bookOf.get(row.month) ?? {};
      const failing = checks.filter((check) => check.month === row.month && !check.holds).map(({ name }) => name);
      const facts = { estimated: row.estimated, holds, reason, failing, derived: derivedMonths.has(row.month) };
      return {
        ...row,
        readAt: publishedAt,
        faults: row.state === 'open' ? closeFaults(facts) : [],
        bookedIn: bookings.filter(({ month }) => month === row.month),
        carries: bookings.filter(({ bookedIn }) => bookedIn === row.month),
      };
    });
  return { connection, currency, rows: months, next: months.find(({ state }) => state === 'open') ?? null };
}

/** The lines of adjustments as one amount for each month and the month that carries it. */
function bookingsOf(adjustments: readonly Adjustment[], basis: Basis): Booking[] {
  const sums = new Map<string, Booking>();
  for (const line of adjustments) {
    const { month, bookedIn } = line;
    const key = `${month} ${bookedIn}`;
    sums.set(key, { month, bookedIn, amount: (sums.get(key)?.amount ?? 0n) + costOfLine(line)[basis] });
  }
  return [...sums.values()].filter(({ amount }) => amount !== 0n);
}
