import { ENDPOINTS } from '@/lib/api/endpoints';
import { actorOf } from '@/lib/auth/actor';
import { getConnection } from '@/lib/store/connections';
import { startSync } from '@/lib/sync/background';
import { call, methods } from '../../../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: call(
    ENDPOINTS.sync,
    async ({ viewer, request, id, body }) => {
      const { scope } = viewer;
      const connection = await getConnection(scope, id);
      const how = { full: body.full ?? false, actor: actorOf(viewer, request.headers) };
      return { runId: await startSync(scope.db, connection, how) };
    },
    {
      find: ({ scope }, id) => getConnection(scope, id),
      headers: ({ runId }) => ({ location: `/api/v1/sync-runs/${runId}` }),
    },
  ),
});
