import { ScoreMonths } from '@/components/review/score-months';
import { formatMonth } from '@/lib/format/time';
import type { PageQuery } from '@/lib/reports/query';
import { loadReviewHistory } from '@/lib/reports/review-history';

/** The score over thirteen months, worked out from what is stored of each. */
export async function ScoreHistory({ query }: { query: PageQuery }) {
  const points = await loadReviewHistory(query);
  return (
    <ScoreMonths
      months={points.map(({ month, score, findings }) => ({
        ...{ month, score, findings, title: formatMonth(month) },
        label: formatMonth(month).slice(0, 3),
      }))}
    />
  );
}
