import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { toStatementAsked } from '@/lib/api/statement-params';
import { noStatement, toStatementReply } from '@/lib/api/statement-reply';
import { readStatement } from '@/lib/reports/statement';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.statement, async ({ viewer, params }) => {
    const asked = toStatementAsked(params, params.column);
    const found = await readStatement(viewer, asked);
    if (found.kind === 'statement') return toStatementReply(found, asked.view);
    if (found.kind === 'no-connection') return noStatement(asked);
    throw refusalOf(found);
  }),
});
