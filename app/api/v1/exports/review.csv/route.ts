import { toBooksQuery } from '@/lib/api/books-params';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { reviewCsv } from '@/lib/exchange/review-csv';
import { readReview } from '@/lib/reports/review';
import { call, methods } from '../../call';
import { wholeFileReply } from '../../whole-file-reply';

const TYPE = 'text/csv; charset=utf-8';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.reviewFile, async ({ viewer, params }) => {
    const found = await readReview(viewer, toBooksQuery(params));
    if (found.kind === 'no-connection') return wholeFileReply(reviewCsv([]), TYPE, 'review.csv');
    if (found.kind !== 'review') throw refusalOf(found);
    const { months, basis } = found.books;
    const findings = found.findings.map((each) => ({ ...each, connection: each.connection.name, accepted: null }));
    return wholeFileReply(reviewCsv(findings, found.books), TYPE, `review-${months.from}-${basis}.csv`);
  }),
});
