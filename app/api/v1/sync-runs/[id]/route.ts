import { ENDPOINTS } from '@/lib/api/endpoints';
import { toRunReply } from '@/lib/api/sync-call';
import { readRun } from '@/lib/reports/sync-run';
import { call, methods } from '../../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.syncRun, async ({ viewer, id }) => toRunReply(await readRun(viewer, id)), { find: readRun }),
});
