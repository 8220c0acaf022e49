import { toBooksQuery } from '@/lib/api/books-params';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { noReview, toReviewReply } from '@/lib/api/review-reply';
import { readReview } from '@/lib/reports/review';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.review, async ({ viewer, params }) => {
    const query = toBooksQuery(params);
    const found = await readReview(viewer, query);
    if (found.kind === 'review') return toReviewReply(found);
    if (found.kind === 'no-connection') return noReview(query);
    throw refusalOf(found);
  }),
});
