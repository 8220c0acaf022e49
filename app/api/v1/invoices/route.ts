import { ENDPOINTS } from '@/lib/api/endpoints';
import { toInputsReply, toSavedReply } from '@/lib/api/inputs-call';
import { actorOf } from '@/lib/auth/actor';
import { INVOICE } from '@/lib/finance/input-kind';
import { invoicedConnection, readInvoices } from '@/lib/reports/invoices';
import { saveInvoices } from '@/lib/store/invoice-lines';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.invoices, async ({ viewer, params: { connection = null, from, to } }) => {
    const months = from !== undefined && to !== undefined ? { from, to } : null;
    return toInputsReply(INVOICE, await readInvoices(viewer, { connection, months }));
  }),
  PUT: call(ENDPOINTS.saveInvoices, async ({ viewer, request, params, body }) => {
    const dryRun = params.dryRun === 'true';
    const connection = await invoicedConnection(viewer, params.connection ?? null);
    const how = { dryRun, actor: actorOf(viewer, request.headers) };
    return toSavedReply(INVOICE, await saveInvoices(viewer.scope.db, connection, body.rows, how), dryRun);
  }),
});
