import { z } from 'zod';
import { connectionParam, month } from './books-params';
import { type Endpoint, endpoint } from './endpoint';
import { books, EVERYONE, READERS_OF_ALL, read } from './read-endpoint';
import { STATEMENT_LISTS, statementParams } from './statement-params';

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 2026-11-24');

const auditParams = z.strictObject({
  from: day.optional().meta({ description: 'The first day, UTC.' }),
  to: day.optional().meta({ description: 'The day after the last one.' }),
  actor: z.string().min(1).max(400).optional(),
  action: z.string().min(1).max(400).optional(),
  words: z.string().min(1).max(400).optional(),
});

const packParams = z.strictObject({ month, connection: connectionParam.optional() });

/** What the screens show, as files. */
export const FILE_ENDPOINTS = {
  projectFile: endpoint({
    ...read,
    id: 'exportProjects',
    path: '/exports/projects.csv',
    summary: 'What every project costs, and what has no project, as a CSV file.',
    roles: EVERYONE,
    params: books,
    reply: 'text/csv',
    errors: [400, 404],
  }),
  treeFile: endpoint({
    ...read,
    id: 'exportTree',
    path: '/exports/tree.csv',
    summary: 'The account tree as a CSV file.',
    roles: EVERYONE,
    params: books,
    reply: 'text/csv',
    errors: [400, 404],
  }),
  ledgerFile: endpoint({
    ...read,
    id: 'exportLedger',
    path: '/exports/ledger.csv',
    summary: 'The slices as a CSV file: account by home and charge class, with what shared cost moved.',
    roles: EVERYONE,
    params: books,
    reply: 'text/csv',
    errors: [400, 404, 409],
  }),
  focusFile: endpoint({
    ...read,
    id: 'exportFocus',
    path: '/exports/focus.csv',
    summary: 'The books as a bill by FOCUS 1.2, with unblended and amortized cost whatever the basis.',
    roles: EVERYONE,
    params: books,
    reply: 'text/csv',
    errors: [400, 404, 409],
  }),
  explainPack: endpoint({
    ...read,
    id: 'exportExplainPack',
    path: '/exports/explain.zip',
    summary: 'Everything that a month is made of, as a ZIP of CSV files that add up to the control total.',
    roles: READERS_OF_ALL,
    params: packParams,
    reply: 'application/zip',
    errors: [400, 404, 409],
  }),
  reviewFile: endpoint({
    ...read,
    id: 'exportReview',
    path: '/exports/review.csv',
    summary: 'The account review as a CSV file, a row for every line of evidence.',
    roles: READERS_OF_ALL,
    params: books,
    reply: 'text/csv',
    errors: [400, 404],
  }),
  auditFile: endpoint({
    ...read,
    id: 'exportAudit',
    path: '/exports/audit.csv',
    summary: 'Who did what, when and from where, as a CSV file, oldest first.',
    roles: ['admin'],
    params: auditParams,
    reply: 'text/csv',
    errors: [400],
  }),
  statementCsv: endpoint({
    ...read,
    id: 'exportStatementCsv',
    path: '/exports/statement.csv',
    summary: 'The statement as a CSV file, with exact amounts.',
    roles: EVERYONE,
    params: statementParams,
    lists: STATEMENT_LISTS,
    reply: 'text/csv',
    errors: [400, 404, 409],
  }),
  statementWorkbook: endpoint({
    ...read,
    id: 'exportStatementWorkbook',
    path: '/exports/statement.xlsx',
    summary: 'The statement as a workbook whose sums are formulas.',
    roles: EVERYONE,
    params: statementParams,
    lists: STATEMENT_LISTS,
    reply: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    errors: [400, 404, 409],
  }),
} satisfies Record<string, Endpoint>;
