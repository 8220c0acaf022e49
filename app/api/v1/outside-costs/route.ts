import { ENDPOINTS } from '@/lib/api/endpoints';
import { toInputsQuery, toInputsReply, toSavedReply } from '@/lib/api/inputs-call';
import { actorOf } from '@/lib/auth/actor';
import { OUTSIDE_COST } from '@/lib/finance/input-kind';
import { readInputs } from '@/lib/reports/finance-inputs';
import { saveInputsAndDerive } from '@/lib/sync/input-saving';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.outsideCosts, async ({ viewer, params }) =>
    toInputsReply(OUTSIDE_COST, await readInputs(viewer, OUTSIDE_COST, toInputsQuery(params))),
  ),
  PUT: call(ENDPOINTS.saveOutsideCosts, async ({ viewer, request, params, body }) => {
    const dryRun = params.dryRun === 'true';
    return toSavedReply(
      OUTSIDE_COST,
      await saveInputsAndDerive(viewer.scope.db, OUTSIDE_COST, body.rows, {
        dryRun,
        actor: actorOf(viewer, request.headers),
      }),
      dryRun,
    );
  }),
});
