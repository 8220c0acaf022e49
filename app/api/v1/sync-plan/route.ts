import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { toPlanReply } from '@/lib/api/sync-call';
import { readPlan } from '@/lib/reports/sync-plan';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.syncPlan, async ({ viewer, params }) => {
    const found = await readPlan(viewer, params.connection ?? null);
    if (found.kind !== 'plan') throw refusalOf(found);
    return toPlanReply(found.plan);
  }),
});
