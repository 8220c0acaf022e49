import { ENDPOINTS } from '@/lib/api/endpoints';
import { actorOf } from '@/lib/auth/actor';
import { AppError } from '@/lib/errors';
import { getConnection } from '@/lib/store/connections';
import { disconnect } from '@/lib/sync/disconnect';
import { call, methods } from '../../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: call(
    ENDPOINTS.disconnect,
    async ({ viewer, request, id }) => {
      const { scope } = viewer;
      const connection = await getConnection(scope, id);
      if (connection.kind === 'demo') {
        throw new AppError('conflict', 'The demo company cannot be removed.', {
          fix: 'It is gone as soon as there is a connection of your own; SUBLEDGER_DEMO=off turns it off.',
        });
      }
      await disconnect(scope.db, connection, actorOf(viewer, request.headers));
      return new Response(null, { status: 204 });
    },
    { find: ({ scope }, id) => getConnection(scope, id) },
  ),
});
