import { ENDPOINTS } from '@/lib/api/endpoints';
import { toInputsQuery, toInputsReply, toSavedReply } from '@/lib/api/inputs-call';
import { actorOf } from '@/lib/auth/actor';
import { BUDGET } from '@/lib/finance/input-kind';
import { readInputs } from '@/lib/reports/finance-inputs';
import { saveInputsAndDerive } from '@/lib/sync/input-saving';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.budgets, async ({ viewer, params }) =>
    toInputsReply(BUDGET, await readInputs(viewer, BUDGET, toInputsQuery(params))),
  ),
  PUT: call(ENDPOINTS.saveBudgets, async ({ viewer, request, params, body }) => {
    const dryRun = params.dryRun === 'true';
    const how = { dryRun, actor: actorOf(viewer, request.headers) };
    return toSavedReply(BUDGET, await saveInputsAndDerive(viewer.scope.db, BUDGET, body.rows, how), dryRun);
  }),
});
