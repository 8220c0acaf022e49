import { type Endpoint, endpoint } from './endpoint';
import { explainReply } from './explain-reply';
import { EVERYONE, read } from './read-endpoint';
import { EXPLAIN_LISTS, explainParams, STATEMENT_LISTS, statementParams } from './statement-params';
import { statementReply } from './statement-reply';

/** The sheet, and where its figures come from. */
export const STATEMENT_ENDPOINTS = {
  statement: endpoint({
    ...read,
    id: 'getStatement',
    path: '/statement',
    summary:
      'Accounts, projects or units side by side, or one by month, from revenue to result; every row and column adds up.',
    roles: EVERYONE,
    params: statementParams,
    lists: STATEMENT_LISTS,
    reply: statementReply,
    large: true,
    errors: [400, 404, 409],
  }),
  explain: endpoint({
    ...read,
    id: 'explainFigure',
    path: '/explain',
    summary: 'How a figure of a statement came about: its formula, and parts that sum to it.',
    roles: EVERYONE,
    params: explainParams,
    lists: EXPLAIN_LISTS,
    reply: explainReply,
    large: true,
    errors: [400, 404, 409],
  }),
} satisfies Record<string, Endpoint>;
