import { toBooksQuery } from '@/lib/api/books-params';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { noReconciliation, toReconciliationReply } from '@/lib/api/reconciliation-reply';
import { refusalOf } from '@/lib/api/refusal';
import { readReconciliation } from '@/lib/reports/reconciliation';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.reconciliation, async ({ viewer, params }) => {
    const query = toBooksQuery(params);
    const found = await readReconciliation(viewer, query);
    if (found.kind === 'reconciliation') return toReconciliationReply(found);
    if (found.kind === 'no-connection') return noReconciliation(query.basis);
    throw refusalOf(found);
  }),
});
