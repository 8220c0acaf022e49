import { ENDPOINTS } from '@/lib/api/endpoints';
import { toMonthReply, toMonthsQuery } from '@/lib/api/months-call';
import { refusalOf } from '@/lib/api/refusal';
import { readMonths } from '@/lib/reports/months';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.months, async ({ viewer, params }) => {
    const found = await readMonths(viewer, toMonthsQuery(params));
    if (found.kind === 'months') return { rows: found.rows.map(toMonthReply) };
    if (found.kind === 'no-connection') return { rows: [] };
    throw refusalOf(found);
  }),
});
