import { ENDPOINTS } from '@/lib/api/endpoints';
import { AppError } from '@/lib/errors';
import { getConnection, removeConnection } from '@/lib/store/connections';
import { holdLease } from '@/lib/sync/lease-keeper';
import { call, methods } from '../../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: call(
    ENDPOINTS.disconnect,
    async ({ viewer: { scope }, id }) => {
      const connection = await getConnection(scope, id);
      if (connection.kind === 'demo') {
        throw new AppError('conflict', 'The demo company cannot be removed.', {
          fix: 'It is gone as soon as there is a connection of your own; SUBLEDGER_DEMO=off turns it off.',
        });
      }
      // A sync that is under way would write rows of a connection that is gone.
      const lease = await holdLease(scope.db, connection.id);
      try {
        await removeConnection(scope.db, connection.id);
      } finally {
        await lease.release();
      }
      return new Response(null, { status: 204 });
    },
    { find: ({ scope }, id) => getConnection(scope, id) },
  ),
});
