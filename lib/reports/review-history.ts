import { requireViewer } from '@/lib/auth/page-viewer';
import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { addMonths, type Month, monthOf } from '@/lib/finance/month';
import { findRules } from '@/lib/store/rule-sets';
import { type BooksQuery, selectBooks } from './books';
import { placementDay } from './placement-day';
import type { PageQuery } from './query';
import { reviewBooksOn } from './review';

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
  const { rules } = await findRules(viewer.scope.db);
  const points: ScorePoint[] = [];
  // One month after the other: together they would keep every other reader waiting.
  for (let month = addMonths(to, -MONTHS); month < to; month = addMonths(month, 1)) {
    const books = await selectBooks(viewer, { ...query, months: { from: month, to: addMonths(month, 1) } }, now);
    if (books.kind !== 'books' || books.missing.length > 0) {
      points.push({ month, score: null, findings: 0 });
      continue;
    }
    const { score, findings } = await reviewBooksOn(viewer, books, rules, placementDay(month, now), now);
    points.push({ month, score, findings: findings.length });
  }
  const first = points.findIndex(({ score }) => score !== null);
  return first < 0 ? [] : points.slice(first);
}
