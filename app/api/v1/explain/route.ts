import { ENDPOINTS } from '@/lib/api/endpoints';
import { toExplainReply } from '@/lib/api/explain-reply';
import { refusalOf } from '@/lib/api/refusal';
import { toExplainAsked } from '@/lib/api/statement-params';
import { AppError } from '@/lib/errors';
import { readExplanation } from '@/lib/reports/statement';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.explain, async ({ viewer, params }) => {
    const found = await readExplanation(viewer, toExplainAsked(params));
    if (found.kind === 'explanation') return toExplainReply(found);
    if (found.kind === 'no-connection')
      throw new AppError('not-found', 'There is no connection yet, and no figure.', { fix: 'Add a connection first.' });
    throw refusalOf(found);
  }),
});
