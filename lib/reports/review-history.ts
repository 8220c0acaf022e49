import { requireViewer } from '@/lib/auth/page-viewer';
import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { addMonths, dayOf, type Month, monthOf } from '@/lib/finance/month';
import { reviewScore } from '@/lib/finance/review/review-score';
import type { Database } from '@/lib/store/database';
import { listDerivations } from '@/lib/store/derived-reads';
import { listPublished } from '@/lib/store/loads';
import { findRules } from '@/lib/store/rule-sets';
import { lastFinishedRun } from '@/lib/store/runs';
import { type Books, type BooksQuery, selectBooks } from './books';
import { placementDay } from './placement-day';
import type { PageQuery } from './query';
import { acceptancesOn, billOf, findInBooks, type ReviewFinding } from './review';

const MONTHS = 13;

/** The score of a month, by its figures and the organization of its last day. Null: the month is not in the books. */
export type ScorePoint = { readonly month: Month; readonly score: number | null; readonly findings: number };

/** The history of a page; empty for whoever may not see it, and where there are no books. */
export async function loadReviewHistory(query: PageQuery): Promise<ScorePoint[]> {
  const viewer = await requireViewer();
  return seesOrganization(viewer) ? readReviewHistory(viewer, { ...query, currency: null }) : [];
}

/**
 * The score of thirteen whole months to the last of the query, oldest first, from what is stored of them. What is accepted
 * today is left out of all of them, so that a month is comparable with the next.
 */
export async function readReviewHistory(
  viewer: Viewer,
  query: BooksQuery,
  now: Date = new Date(),
): Promise<ScorePoint[]> {
  const last = await selectBooks(viewer, query, now);
  if (last.kind !== 'books') return [];
  const to = [last.months.to, monthOf(now)].sort()[0] ?? last.months.to;
  const [acceptanceOf, stamp] = await Promise.all([
    acceptancesOn(viewer, last, dayOf(now)),
    stampOf(viewer, last, { from: addMonths(to, -MONTHS), to }),
  ]);
  const points: ScorePoint[] = [];
  // One month after the other: together they would keep every other reader waiting.
  for (let month = addMonths(to, -MONTHS); month < to; month = addMonths(month, 1)) {
    const found = await remembered(viewer, stamp, month, query.basis, () => findIn(viewer, query, month, now));
    const counting = found?.findings.filter((finding) => acceptanceOf(finding) === null) ?? [];
    const score = found && reviewScore(counting, found.bill);
    points.push({ month, score, findings: counting.length });
  }
  const first = points.findIndex(({ score }) => score !== null);
  return first < 0 ? [] : points.slice(first);
}

type Found = {
  readonly findings: readonly Pick<ReviewFinding, 'rule' | 'severity' | 'cost' | 'subject' | 'connection'>[];
  readonly bill: bigint;
};

async function findIn(viewer: Viewer, query: BooksQuery, month: Month, now: Date): Promise<Found | null> {
  const books = await selectBooks(viewer, { ...query, months: { from: month, to: addMonths(month, 1) } }, now);
  if (books.kind !== 'books' || books.missing.length > 0) return null;
  const { rules } = await findRules(viewer.scope.db);
  const parts = await findInBooks(viewer, books, rules, placementDay(month, now), now);
  return {
    bill: billOf(parts.flatMap(({ facts }) => facts.accounts)),
    findings: parts.flatMap((part) =>
      part.findings.map(({ rule, severity, cost, subject, connection }) => ({
        ...{ rule, severity, cost, subject, connection },
      })),
    ),
  };
}

/** What past months are made of: while it is the same, so is what is found in them. */
async function stampOf({ scope }: Viewer, { connections, currency }: Books, months: Books['months']): Promise<string> {
  const parts = await Promise.all(
    connections.map(async ({ connection: { id } }) => [
      id,
      await listDerivations(scope, { connectionId: id, months }),
      await listPublished(scope.db, id),
      (await lastFinishedRun(scope, id))?.id ?? null,
    ]),
  );
  return JSON.stringify([currency, (await findRules(scope.db)).id, parts]);
}

/** What was found in past months of a store, under the stamp of what they were made of. */
const memories = new WeakMap<Database, { stamp: string; months: Map<string, Promise<Found | null>> }>();

/** Works it out once: a page that is drawn again after every act on it would otherwise wait for thirteen reviews. */
function remembered(
  { scope: { db } }: Viewer,
  stamp: string,
  month: Month,
  basis: string,
  work: () => Promise<Found | null>,
): Promise<Found | null> {
  const known = memories.get(db);
  const memory = known?.stamp === stamp ? known : { stamp, months: new Map<string, Promise<Found | null>>() };
  memories.set(db, memory);
  const key = `${month} ${basis}`;
  const found = memory.months.get(key) ?? work();
  memory.months.set(key, found);
  found.catch(() => memory.months.delete(key));
  return found;
}
