import { ENDPOINTS } from '@/lib/api/endpoints';
import { actorOf } from '@/lib/auth/actor';
import { reopenMonth } from '@/lib/sync/close-month';
import { call, methods } from '../../../call';
import { changeMonth, requireMonth } from '../../month-change';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: call(
    ENDPOINTS.reopenMonth,
    ({ viewer, request, id, body: { connection, reason } }) => {
      const month = requireMonth(id);
      const origin = actorOf(viewer, request.headers);
      return changeMonth(viewer, { month, connection }, (connectionId) =>
        reopenMonth(viewer.scope.db, { connectionId, month, by: viewer.name, reason, origin }, new Date()),
      );
    },
    { find: async (_, id) => requireMonth(id) },
  ),
});
