import { z } from 'zod';
import { booksParams, checkRange, connectionParam } from './books-params';
import { endpoint } from './endpoint';
import { saveParams } from './inputs-call';
import { INPUTS_BODY, invoiceSchemas } from './inputs-schema';
import { READERS_OF_ALL, read } from './read-endpoint';

const { from, to, basis } = booksParams;
const connection = connectionParam
  .optional()
  .meta({ description: 'The connection that AWS billed, by id or name; may be left out where there is one.' });

/** What AWS billed, to hold the books against. Of the whole organization: a reader of a part is refused. */
export const INVOICE_ENDPOINTS = {
  invoices: endpoint({
    ...read,
    id: 'listInvoices',
    path: '/invoices',
    summary: 'The invoices of a connection as they were entered, by month and number.',
    roles: READERS_OF_ALL,
    params: z
      .strictObject({
        connection,
        from: from.meta({ description: 'First month, together with `to`; without both it is every month.' }),
        to,
        basis: basis.meta({ description: 'Taken as by every read; an invoice is unblended.' }),
      })
      .superRefine(checkRange),
    reply: invoiceSchemas.list,
    errors: [400, 404],
  }),
  saveInvoices: endpoint({
    method: 'PUT',
    id: 'saveInvoices',
    path: '/invoices',
    summary: 'Adds and replaces invoices, and takes those away whose amount is null: all of them, or none.',
    roles: ['admin', 'finance'],
    params: saveParams.extend({ connection }),
    lists: [],
    body: invoiceSchemas.body,
    longestBody: INPUTS_BODY,
    status: 200,
    large: true,
    reply: invoiceSchemas.saved,
    errors: [400, 404],
  }),
};
