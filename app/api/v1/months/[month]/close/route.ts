import { ENDPOINTS } from '@/lib/api/endpoints';
import { actorOf } from '@/lib/auth/actor';
import { closeMonth } from '@/lib/sync/close-month';
import { call, methods } from '../../../call';
import { changeMonth, requireMonth } from '../../month-change';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: call(
    ENDPOINTS.closeMonth,
    ({ viewer, request, id, body: { connection, force, reason } }) => {
      const month = requireMonth(id);
      const origin = actorOf(viewer, request.headers);
      return changeMonth(viewer, { month, connection }, (connectionId) =>
        closeMonth(
          viewer.scope.db,
          { connectionId, month, by: viewer.name, force: force ? reason : null, origin },
          new Date(),
        ),
      );
    },
    { find: async (_, id) => requireMonth(id) },
  ),
});
