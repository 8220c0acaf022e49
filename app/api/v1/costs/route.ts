import { noCosts, toCostsQuery, toCostsReply } from '@/lib/api/costs-call';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { readCosts } from '@/lib/reports/costs';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.costs, async ({ viewer, params }) => {
    const query = toCostsQuery(params);
    const costs = await readCosts(viewer, query);
    if (costs.kind === 'costs') return toCostsReply(costs);
    if (costs.kind === 'no-connection') return noCosts(query);
    throw refusalOf(costs);
  }),
});
