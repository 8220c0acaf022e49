import { ENDPOINTS } from '@/lib/api/endpoints';
import { closeMonth } from '@/lib/sync/close-month';
import { call, methods } from '../../../call';
import { changeMonth, requireMonth } from '../../month-change';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: call(
    ENDPOINTS.closeMonth,
    ({ viewer, id, body: { connection, force, reason } }) => {
      const month = requireMonth(id);
      return changeMonth(viewer, { month, connection }, (connectionId) =>
        closeMonth(viewer.scope.db, { connectionId, month, by: viewer.name, force: force ? reason : null }, new Date()),
      );
    },
    { find: async (_, id) => requireMonth(id) },
  ),
});
