import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { type Day, dayOf } from '@/lib/finance/month';
import { byGravity, type Finding, reviewOf } from '@/lib/finance/review/review';
import { reviewScore } from '@/lib/finance/review/review-score';
import { findRules } from '@/lib/store/rule-sets';
import { asOfBooks } from './as-of';
import { type Books, type BooksQuery, refOf, selectBooks } from './books';
import { placementDay } from './placement-day';
import type { PageQuery } from './query';
import { reviewFactsOf } from './review-facts';
import type { ConnectionRef, Instant, Unavailable } from './shapes';

/** A finding, and whose. */
export type ReviewFinding = Finding & { readonly connection: ConnectionRef };

export type ReviewReport = {
  readonly kind: 'review';
  readonly books: Books;
  readonly asOf: Instant | null;
  /** The day whose organization was looked at. */
  readonly day: Day;
  /** 0 to 100, over `findings`. */
  readonly score: number;
  /** The gravest first. */
  readonly findings: readonly ReviewFinding[];
  /** Σ of what accounts cost above zero, of which findings are a part. */
  readonly bill: bigint;
  readonly accounts: number;
  /** True where the reader may accept findings. */
  readonly mayAccept: boolean;
};
export type ReviewOutcome = ReviewReport | Unavailable | { readonly kind: 'restricted' };

/** The review of a page. */
export async function loadReview(query: PageQuery): Promise<ReviewOutcome> {
  const viewer = await requireViewer();
  if (!seesOrganization(viewer)) return { kind: 'restricted' };
  return readReview(viewer, { ...query, currency: null });
}

/**
 * The account review of some months: by the organization of today, or of the last day of the months that were asked for.
 * @throws AppError `forbidden` for a reader of some accounts: shares of the bill, tags and OUs are of the whole
 */
export async function readReview(
  viewer: Viewer,
  query: BooksQuery,
  now: Date = new Date(),
): Promise<Exclude<ReviewOutcome, { kind: 'restricted' }>> {
  requireOrganization(viewer);
  const books = await selectBooks(viewer, query, now);
  if (books.kind !== 'books') return books;
  const last = books.connections
    .flatMap(({ months }) => months.map(({ month }) => month))
    .sort()
    .at(-1);
  const day = query.months === null || last === undefined ? dayOf(now) : placementDay(last, now);
  const [found, asOf] = await Promise.all([review(viewer, books, day, now), asOfBooks(viewer, books)]);
  const { findings, bill, accounts } = found;
  return {
    ...{ kind: 'review', books, asOf, day, bill, accounts, findings },
    score: reviewScore(findings, bill),
    mayAccept: viewer.role === 'admin' || viewer.role === 'finance',
  };
}

type Reviewed = Pick<ReviewReport, 'findings' | 'bill' | 'accounts'>;

/** Every finding of the books' connections. */
async function review(viewer: Viewer, books: Books, day: Day, now: Date): Promise<Reviewed> {
  const { rules } = await findRules(viewer.scope.db);
  const parts = await Promise.all(
    books.connections
      .filter(({ months }) => months.length > 0)
      .map(async (each) => {
        const facts = await reviewFactsOf(viewer, books, each, rules, day, now);
        const connection = refOf(each.connection);
        return { facts, findings: reviewOf(facts).map((finding) => ({ ...finding, connection })) };
      }),
  );
  const accounts = parts.flatMap(({ facts }) => facts.accounts);
  return {
    findings: parts.flatMap(({ findings }) => findings).sort(byGravity),
    bill: accounts.reduce((sum, { total }) => (total > 0n ? sum + total : sum), 0n),
    accounts: accounts.length,
  };
}
