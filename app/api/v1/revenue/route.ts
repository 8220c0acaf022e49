import { ENDPOINTS } from '@/lib/api/endpoints';
import { toInputsQuery, toInputsReply, toSavedReply } from '@/lib/api/inputs-call';
import { REVENUE } from '@/lib/finance/input-kind';
import { readInputs } from '@/lib/reports/finance-inputs';
import { saveInputsAndDerive } from '@/lib/sync/input-saving';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.revenue, async ({ viewer, params }) =>
    toInputsReply(REVENUE, await readInputs(viewer, REVENUE, toInputsQuery(params))),
  ),
  PUT: call(ENDPOINTS.saveRevenue, async ({ viewer, params, body }) => {
    const dryRun = params.dryRun === 'true';
    return toSavedReply(REVENUE, await saveInputsAndDerive(viewer.scope.db, REVENUE, body.rows, { dryRun }), dryRun);
  }),
});
