import { ENDPOINTS } from '@/lib/api/endpoints';
import { reopenMonth } from '@/lib/sync/close-month';
import { call, methods } from '../../../call';
import { changeMonth, requireMonth } from '../../month-change';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: call(
    ENDPOINTS.reopenMonth,
    ({ viewer, id, body: { connection, reason } }) => {
      const month = requireMonth(id);
      return changeMonth(viewer, { month, connection }, (connectionId) =>
        reopenMonth(viewer.scope.db, { connectionId, month, by: viewer.name, reason }, new Date()),
      );
    },
    { find: async (_, id) => requireMonth(id) },
  ),
});
