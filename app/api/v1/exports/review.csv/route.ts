import { toBooksQuery } from '@/lib/api/books-params';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { type ReviewFileFinding, reviewCsv } from '@/lib/exchange/review-csv';
import { type ReviewReport, readReview } from '@/lib/reports/review';
import { call, methods } from '../../call';
import { wholeFileReply } from '../../whole-file-reply';

const TYPE = 'text/csv; charset=utf-8';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.reviewFile, async ({ viewer, params }) => {
    const found = await readReview(viewer, toBooksQuery(params));
    if (found.kind === 'no-connection') return wholeFileReply(reviewCsv([]), TYPE, 'review.csv');
    if (found.kind !== 'review') throw refusalOf(found);
    const { months, basis } = found.books;
    return wholeFileReply(reviewCsv(linesOf(found), found.books), TYPE, `review-${months.from}-${basis}.csv`);
  }),
});

/** Those that count, then those that are accepted. */
const linesOf = ({ findings, accepted }: ReviewReport): ReviewFileFinding[] => [
  ...findings.map((each) => ({ ...each, connection: each.connection.name, accepted: null })),
  ...accepted.map(({ acceptance: { acceptedBy, reason, until }, ...each }) => ({
    ...{ ...each, connection: each.connection.name, accepted: { by: acceptedBy, reason, until } },
  })),
];
