import { ENDPOINTS } from '@/lib/api/endpoints';
import { toInputsQuery, toInputsReply, toSavedReply } from '@/lib/api/inputs-call';
import { actorOf } from '@/lib/auth/actor';
import { DRIVER } from '@/lib/finance/input-kind';
import { readInputs } from '@/lib/reports/finance-inputs';
import { saveInputsAndDerive } from '@/lib/sync/input-saving';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.drivers, async ({ viewer, params }) =>
    toInputsReply(DRIVER, await readInputs(viewer, DRIVER, toInputsQuery(params))),
  ),
  PUT: call(ENDPOINTS.saveDrivers, async ({ viewer, request, params, body }) => {
    const dryRun = params.dryRun === 'true';
    const how = { dryRun, actor: actorOf(viewer, request.headers) };
    return toSavedReply(DRIVER, await saveInputsAndDerive(viewer.scope.db, DRIVER, body.rows, how), dryRun);
  }),
});
