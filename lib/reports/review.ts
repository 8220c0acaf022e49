import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { type Day, dayOf } from '@/lib/finance/month';
import { type AccountAdvice, accountAdvice } from '@/lib/finance/review/account-advice';
import type { FindingSubject } from '@/lib/finance/review/finding';
import { byGravity, type Finding, reviewOf } from '@/lib/finance/review/review';
import { reviewScore } from '@/lib/finance/review/review-score';
import type { Rules } from '@/lib/finance/rules';
import { type AcceptedFinding, listAcceptedFindings } from '@/lib/store/accepted-findings';
import { findRules } from '@/lib/store/rule-sets';
import { asOfBooks } from './as-of';
import { type Books, type BooksQuery, type ConnectionBooks, refOf, selectBooks } from './books';
import { placementDay } from './placement-day';
import type { PageQuery } from './query';
import { reviewFactsOf } from './review-facts';
import type { ConnectionRef, Instant, Unavailable } from './shapes';

/** A finding, and whose. */
export type ReviewFinding = Finding & { readonly connection: ConnectionRef };
export type ReviewAcceptance = Pick<AcceptedFinding, 'reason' | 'until' | 'acceptedBy' | 'acceptedAt'>;

/** What is found in some books by one organization. */
export type Reviewed = {
  /** Those that count, the gravest first. */
  readonly findings: readonly ReviewFinding[];
  /** Those that somebody accepted until a later day. */
  readonly accepted: readonly (ReviewFinding & { readonly acceptance: ReviewAcceptance })[];
  /** 0 to 100, over `findings`. */
  readonly score: number;
  /** Σ of what accounts cost above zero. */
  readonly bill: bigint;
  readonly accounts: number;
  /** Single or separate: for every account in which projects or environments are mixed, the costliest first. */
  readonly advice: readonly (AccountAdvice & { readonly connection: ConnectionRef })[];
  /** Names of projects that have one of their own. */
  readonly projectNames: ReadonlyMap<string, string>;
};

export type ReviewReport = Reviewed & {
  readonly kind: 'review';
  readonly books: Books;
  readonly asOf: Instant | null;
  /** The day whose organization was looked at. */
  readonly day: Day;
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
  const [{ rules }, asOf] = await Promise.all([findRules(viewer.scope.db), asOfBooks(viewer, books)]);
  const reviewed = await reviewBooksOn(viewer, books, rules, day, now);
  const mayAccept = viewer.role === 'admin' || viewer.role === 'finance';
  return { ...reviewed, kind: 'review', books, asOf, day, mayAccept };
}

/** Reviews books by the organization of a day. What is accepted is so on the day of `now`, whatever the months. */
export async function reviewBooksOn(
  viewer: Viewer,
  books: Books,
  rules: Rules,
  day: Day,
  now: Date,
): Promise<Reviewed> {
  const stored = books.connections.filter(({ months }) => months.length > 0);
  const parts = await Promise.all(stored.map((each) => reviewConnection(viewer, books, each, rules, day, now)));
  const findings = parts.flatMap((part) => part.findings).sort(byGravity);
  const accounts = parts.flatMap(({ facts }) => facts.accounts);
  const bill = accounts.reduce((sum, { total }) => (total > 0n ? sum + total : sum), 0n);
  return {
    ...{ findings, bill, accounts: accounts.length, score: reviewScore(findings, bill) },
    accepted: parts.flatMap((part) => part.accepted).sort(byGravity),
    advice: parts.flatMap(({ facts, connection }) =>
      accountAdvice(facts.accounts).map((each) => ({ ...each, connection })),
    ),
    projectNames: new Map(rules.projects.map(({ id, name }) => [id, name])),
  };
}

/** A finding's subject as acceptances are kept by. */
export const subjectKey = ({ kind, id }: Pick<FindingSubject, 'kind' | 'id'>): string => `${kind}:${id}`;

async function reviewConnection(
  viewer: Viewer,
  books: Books,
  each: ConnectionBooks,
  rules: Rules,
  day: Day,
  now: Date,
) {
  const [facts, acceptances] = await Promise.all([
    reviewFactsOf(viewer, books, each, rules, day, now),
    listAcceptedFindings(viewer.scope, each.connection.id),
  ]);
  const today = dayOf(now);
  const holding = new Map(
    acceptances.filter(({ until }) => until > today).map((one) => [`${one.rule} ${one.subject}`, one]),
  );
  const connection = refOf(each.connection);
  const found = reviewOf(facts).map((finding) => ({
    finding: { ...finding, connection },
    acceptance: holding.get(`${finding.rule} ${subjectKey(finding.subject)}`) ?? null,
  }));
  return {
    ...{ facts, connection },
    findings: found.flatMap(({ finding, acceptance }) => (acceptance === null ? [finding] : [])),
    accepted: found.flatMap(({ finding, acceptance }) => (acceptance === null ? [] : [{ ...finding, acceptance }])),
  };
}
