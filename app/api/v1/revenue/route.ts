import { ENDPOINTS } from '@/lib/api/endpoints';
import { toInputsQuery, toInputsReply, toSavedReply } from '@/lib/api/inputs-call';
import { actorOf } from '@/lib/auth/actor';
import { REVENUE } from '@/lib/finance/input-kind';
import { readInputs } from '@/lib/reports/finance-inputs';
import { saveInputsAndDerive } from '@/lib/sync/input-saving';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.revenue, async ({ viewer, params }) =>
    toInputsReply(REVENUE, await readInputs(viewer, REVENUE, toInputsQuery(params))),
  ),
  PUT: call(ENDPOINTS.saveRevenue, async ({ viewer, request, params, body }) => {
    const dryRun = params.dryRun === 'true';
    const how = { dryRun, actor: actorOf(viewer, request.headers) };
    return toSavedReply(REVENUE, await saveInputsAndDerive(viewer.scope.db, REVENUE, body.rows, how), dryRun);
  }),
});
