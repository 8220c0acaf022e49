import { ENDPOINTS } from '@/lib/api/endpoints';
import { toInputsQuery, toInputsReply, toSavedReply } from '@/lib/api/inputs-call';
import { BUDGET } from '@/lib/finance/input-kind';
import { readInputs } from '@/lib/reports/finance-inputs';
import { saveInputsAndDerive } from '@/lib/sync/input-saving';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.budgets, async ({ viewer, params }) =>
    toInputsReply(BUDGET, await readInputs(viewer, BUDGET, toInputsQuery(params))),
  ),
  PUT: call(ENDPOINTS.saveBudgets, async ({ viewer, params, body }) => {
    const dryRun = params.dryRun === 'true';
    return toSavedReply(BUDGET, await saveInputsAndDerive(viewer.scope.db, BUDGET, body.rows, { dryRun }), dryRun);
  }),
});
