import { z } from 'zod';
import { endpoint } from './endpoint';
import { closeBody, monthReply, monthsParams, monthsReply, reopenBody } from './months-call';
import { EVERYONE, read } from './read-endpoint';

const none = z.strictObject({});

/** Months of the books, and their closing. */
export const MONTH_ENDPOINTS = {
  months: endpoint({
    ...read,
    id: 'listMonths',
    path: '/months',
    summary: 'The months of the books: open or closed, by whom, and what AWS restated since.',
    roles: EVERYONE,
    params: monthsParams,
    reply: monthsReply,
    errors: [400, 404],
  }),
  closeMonth: endpoint({
    method: 'POST',
    id: 'closeMonth',
    path: '/months/{month}/close',
    summary: 'Freezes a month. Months close in order; an estimated one, or one that does not add up, only by force.',
    roles: ['admin', 'finance'],
    params: none,
    lists: [],
    body: closeBody,
    status: 200,
    reply: monthReply,
    errors: [400, 404, 409],
  }),
  reopenMonth: endpoint({
    method: 'POST',
    id: 'reopenMonth',
    path: '/months/{month}/reopen',
    summary: 'Opens a closed month again.',
    roles: ['admin'],
    params: none,
    lists: [],
    body: reopenBody,
    status: 200,
    reply: monthReply,
    errors: [400, 404, 409],
  }),
};
