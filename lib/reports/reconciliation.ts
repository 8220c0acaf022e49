import { requireOrganization, type Viewer } from '@/lib/auth/viewer';
import type { Month } from '@/lib/finance/month';
import { projectOfHome } from '@/lib/finance/project-cost';
import { listMonthBooks, listMonthChecks, type MonthBook, type MonthCheck } from '@/lib/store/books';
import { sumCells } from '@/lib/store/costs';
import type { DerivedQuery } from '@/lib/store/derived-reads';
import { sumShares, sumSlices } from '@/lib/store/derived-sums';
import { type Books, type BooksQuery, type ConnectionBooks, selectBooks } from './books';
import type { Unavailable } from './shapes';

/** The identity of `finance.md` §9 for one connection and month, in one basis. Units of 10⁻⁹. */
export type ReconciledMonth = {
  readonly connection: string;
  readonly month: Month;
  readonly controlTotal: bigint;
  readonly projectDirect: bigint;
  readonly projectShared: bigint;
  readonly unallocated: bigint;
  readonly residual: bigint;
  /** The four parts less the control total. */
  readonly difference: bigint;
  /** True once AWS marks the month as final. */
  readonly final: boolean;
  /** True when every check holds. */
  readonly holds: boolean;
  /** Why it does not hold, or why a newer reading was held back; '' when neither. */
  readonly reason: string;
  readonly residualState: MonthBook['residualState'];
  readonly publishedAt: string;
  readonly checks: readonly MonthCheck[];
};

export type Reconciliation = {
  readonly kind: 'reconciliation';
  readonly books: Books;
  readonly rows: readonly ReconciledMonth[];
};

/**
 * Reads the identity of every stored month of a range. In a month that nobody derived, every slice is unallocated.
 * @throws AppError `forbidden` for a reader of some accounts
 */
export async function readReconciliation(
  viewer: Viewer,
  query: BooksQuery,
  now: Date = new Date(),
): Promise<Reconciliation | Unavailable> {
  requireOrganization(viewer);
  const books = await selectBooks(viewer, query, now);
  if (books.kind !== 'books') return books;
  return { kind: 'reconciliation', books, rows: await reconcile(viewer, books) };
}

/** The identity of every month of books already selected, by month, then connection. */
export async function reconcile(viewer: Viewer, books: Books): Promise<ReconciledMonth[]> {
  const rows = await Promise.all(books.connections.map((each) => monthsOf(viewer, books, each)));
  return rows
    .flat()
    .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.connection < b.connection ? -1 : 1));
}

async function monthsOf(
  { scope }: Viewer,
  { months, basis }: Books,
  { connection }: ConnectionBooks,
): Promise<ReconciledMonth[]> {
  const query = { connectionId: connection.id, months };
  const [books, checks, sums, derived] = await Promise.all([
    listMonthBooks(scope, connection.id),
    listMonthChecks(scope, connection.id),
    sumCells(scope, { ...query, cube: 'recordType', groupBy: ['month'] }),
    projectSums(scope, query, basis),
  ]);
  const charged = new Map(sums.map(({ month, amounts }) => [month ?? '', amounts[basis]]));
  return books
    .filter(({ month }) => month >= months.from && month < months.to)
    .map((book) => {
      const controlTotal = book.amounts[basis];
      const charges = charged.get(book.month) ?? 0n;
      const residual = controlTotal - charges;
      const { direct, shared, unallocated } = derived.get(book.month) ?? {
        direct: 0n,
        shared: 0n,
        unallocated: charges,
      };
      const difference = direct + shared + unallocated + residual - controlTotal;
      return {
        connection: connection.name,
        month: book.month,
        controlTotal,
        projectDirect: direct,
        projectShared: shared,
        unallocated,
        residual,
        difference,
        final: !book.estimated,
        holds: book.holds && difference === 0n,
        reason: book.reason || (difference === 0n ? '' : 'its projects were derived from another reading of it.'),
        residualState: book.residualState,
        publishedAt: book.publishedAt,
        checks: checks.filter((check) => check.month === book.month && check.basis === basis),
      };
    });
}

/** What projects cost and what has none, by month of the derivations shown. */
async function projectSums(scope: Viewer['scope'], query: DerivedQuery, basis: Books['basis']) {
  const [slices, shares] = await Promise.all([
    sumSlices(scope, query, basis, ['month', 'home']),
    sumShares(scope, query, basis, ['month', 'home', 'side']),
  ]);
  const months = new Map<Month, { direct: bigint; shared: bigint; unallocated: bigint }>();
  const of = (month: Month) => {
    const known = months.get(month) ?? { direct: 0n, shared: 0n, unallocated: 0n };
    months.set(month, known);
    return known;
  };
  for (const { month, home, units } of slices)
    of(month)[projectOfHome(home) === null ? 'unallocated' : 'direct'] += units;
  for (const { month, home, side, units } of shares) {
    const moved = side === 'in' ? units : -units;
    of(month)[projectOfHome(home) === null ? 'unallocated' : 'shared'] += moved;
  }
  return months;
}
