import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { type Day, dayOf } from '@/lib/finance/month';
import { type AccountAdvice, accountAdvice } from '@/lib/finance/review/account-advice';
import type { FindingSubject } from '@/lib/finance/review/finding';
import { byGravity, type Finding, reviewOf } from '@/lib/finance/review/review';
import type { ReviewAccount } from '@/lib/finance/review/review-facts';
import { reviewScore } from '@/lib/finance/review/review-score';
import type { Rules } from '@/lib/finance/rules';
import { type AcceptedFinding, listAcceptedFindings } from '@/lib/store/accepted-findings';
import { findRules } from '@/lib/store/rule-sets';
import { asOfBooks } from './as-of';
import { type Books, type BooksQuery, refOf, selectBooks } from './books';
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
async function reviewBooksOn(viewer: Viewer, books: Books, rules: Rules, day: Day, now: Date): Promise<Reviewed> {
  const [parts, acceptanceOf] = await Promise.all([
    findInBooks(viewer, books, rules, day, now),
    acceptancesOn(viewer, books, dayOf(now)),
  ]);
  const found = parts
    .flatMap((part) => part.findings)
    .sort(byGravity)
    .map((finding) => ({ finding, acceptance: acceptanceOf(finding) }));
  const findings = found.flatMap(({ finding, acceptance }) => (acceptance === null ? [finding] : []));
  const accounts = parts.flatMap(({ facts }) => facts.accounts);
  const bill = billOf(accounts);
  return {
    ...{ findings, bill, accounts: accounts.length, score: reviewScore(findings, bill) },
    accepted: found.flatMap(({ finding, acceptance }) => (acceptance === null ? [] : [{ ...finding, acceptance }])),
    advice: parts.flatMap(({ facts, connection }) =>
      accountAdvice(facts.accounts).map((each) => ({ ...each, connection })),
    ),
    projectNames: new Map(rules.projects.map(({ id, name }) => [id, name])),
  };
}

/** Σ of what accounts cost above zero, of which findings are a part. */
export const billOf = (accounts: readonly Pick<ReviewAccount, 'total'>[]): bigint =>
  accounts.reduce((sum, { total }) => (total > 0n ? sum + total : sum), 0n);

/** A finding's subject as acceptances are kept by. */
export const subjectKey = ({ kind, id }: Pick<FindingSubject, 'kind' | 'id'>): string => `${kind}:${id}`;

/** Everything that is found in the books of each connection, accepted or not. */
export function findInBooks(viewer: Viewer, books: Books, rules: Rules, day: Day, now: Date) {
  const stored = books.connections.filter(({ months }) => months.length > 0);
  return Promise.all(
    stored.map(async (each) => {
      const facts = await reviewFactsOf(viewer, books, each, rules, day, now);
      const connection = refOf(each.connection);
      const findings = reviewOf(facts).map((finding): ReviewFinding => ({ ...finding, connection }));
      return { facts, connection, findings };
    }),
  );
}

type Named = Pick<ReviewFinding, 'rule' | 'subject'> & { readonly connection: Pick<ConnectionRef, 'id'> };

/** What is accepted on a day: a finding's acceptance, null for one that counts. */
export async function acceptancesOn(
  { scope }: Viewer,
  { connections }: Pick<Books, 'connections'>,
  day: Day,
): Promise<(finding: Named) => AcceptedFinding | null> {
  const lists = await Promise.all(connections.map(({ connection }) => listAcceptedFindings(scope, connection.id)));
  const keyOf = (...parts: readonly string[]) => JSON.stringify(parts);
  const holding = new Map(
    lists
      .flat()
      .filter(({ until }) => until > day)
      .map((one) => [keyOf(one.connectionId, one.rule, one.subject), one]),
  );
  return ({ connection, rule, subject }) => holding.get(keyOf(connection.id, rule, subjectKey(subject))) ?? null;
}
