import { ENDPOINTS } from '@/lib/api/endpoints';
import { getConnection } from '@/lib/store/connections';
import { startSync } from '@/lib/sync/background';
import { call, methods } from '../../../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: call(
    ENDPOINTS.sync,
    async ({ viewer: { scope }, id, body }) => {
      const connection = await getConnection(scope, id);
      return { runId: await startSync(scope.db, connection, { full: body.full ?? false }) };
    },
    {
      find: ({ scope }, id) => getConnection(scope, id),
      headers: ({ runId }) => ({ location: `/api/v1/sync-runs/${runId}` }),
    },
  ),
});
