import { z } from 'zod';
import { connectBody, connectionReply, connectionsReply } from './connections-call';
import { COSTS_LISTS, costsParams, costsReply } from './costs-call';
import { type Endpoint, endpoint } from './endpoint';
import { FILE_ENDPOINTS } from './file-endpoints';
import { healthReply } from './health-reply';
import { inputsParams, saveParams } from './inputs-call';
import { budgetSchemas, driverSchemas, INPUTS_BODY, outsideCostSchemas, revenueSchemas } from './inputs-schema';
import { MONTH_ENDPOINTS } from './month-endpoints';
import { projectsReply } from './projects-reply';
import { books, EVERYONE, read } from './read-endpoint';
import { reconciliationReply } from './reconciliation-reply';
import { STATEMENT_ENDPOINTS } from './statement-endpoints';
import { planParams, planReply, runReply, startedReply, syncBody } from './sync-call';
import { treeReply } from './tree-reply';

const READERS_OF_ALL = ['admin', 'finance', 'executive'] as const;

const none = z.strictObject({});
const inputs = { roles: EVERYONE, params: inputsParams, large: true, errors: [400, 404] } as const;
const save = {
  method: 'PUT',
  roles: ['admin', 'finance'],
  params: saveParams,
  lists: [],
  longestBody: INPUTS_BODY,
  status: 200,
  large: true,
  errors: [400],
} as const;

/** Every call of the API. */
export const ENDPOINTS = {
  health: endpoint({
    ...read,
    id: 'getHealth',
    path: '/health',
    summary: 'Whether the server and its store work. No sign-in.',
    roles: [],
    params: none,
    reply: healthReply,
    errors: [503],
  }),
  openApi: endpoint({
    ...read,
    id: 'getOpenApi',
    path: '/openapi.json',
    summary: 'This document.',
    roles: EVERYONE,
    params: none,
    reply: z.record(z.string(), z.unknown()),
    errors: [400],
  }),
  connections: endpoint({
    ...read,
    id: 'listConnections',
    path: '/connections',
    summary: 'The payers and bills that the reader may see.',
    roles: EVERYONE,
    params: none,
    reply: connectionsReply,
    errors: [400],
  }),
  connect: endpoint({
    id: 'connect',
    method: 'POST',
    path: '/connections',
    summary: 'Adds a payer, after checking that AWS lets it be read. About four billed requests.',
    roles: ['admin'],
    params: none,
    lists: [],
    body: connectBody,
    status: 201,
    reply: connectionReply,
    errors: [400, 409, 502],
  }),
  disconnect: endpoint({
    id: 'disconnect',
    method: 'DELETE',
    path: '/connections/{id}',
    summary: 'Removes a connection and everything stored of it.',
    roles: ['admin'],
    params: none,
    lists: [],
    body: null,
    status: 204,
    reply: null,
    errors: [400, 404, 409],
  }),
  syncPlan: endpoint({
    ...read,
    id: 'getSyncPlan',
    path: '/sync-plan',
    summary: 'The requests that a sync would make now, and their price. AWS is not asked.',
    roles: READERS_OF_ALL,
    params: planParams,
    reply: planReply,
    errors: [400, 404],
  }),
  sync: endpoint({
    id: 'startSync',
    method: 'POST',
    path: '/connections/{id}/sync',
    summary: 'Starts a sync, or takes up the one that was cut off.',
    roles: ['admin'],
    params: none,
    lists: [],
    body: syncBody,
    status: 202,
    reply: startedReply,
    errors: [400, 404, 409],
  }),
  syncRun: endpoint({
    ...read,
    id: 'getSyncRun',
    path: '/sync-runs/{id}',
    summary: 'A sync as it stands, with its steps.',
    roles: READERS_OF_ALL,
    params: none,
    reply: runReply,
    errors: [400, 404],
  }),
  tree: endpoint({
    ...read,
    id: 'getTree',
    path: '/tree',
    summary: 'The account tree with own and rolled-up cost.',
    roles: EVERYONE,
    params: books,
    reply: treeReply,
    large: true,
    errors: [400, 404],
  }),
  costs: endpoint({
    ...read,
    id: 'getCosts',
    path: '/costs',
    summary: 'Costs by one or two dimensions. Every grouping of the same costs adds to the same total.',
    roles: EVERYONE,
    params: costsParams,
    lists: COSTS_LISTS,
    reply: costsReply,
    large: true,
    errors: [400, 404],
  }),
  projects: endpoint({
    ...read,
    id: 'listProjects',
    path: '/projects',
    summary: 'What every project costs, direct and shared, and what has no project.',
    roles: EVERYONE,
    params: books,
    reply: projectsReply,
    large: true,
    errors: [400, 404],
  }),
  ...STATEMENT_ENDPOINTS,
  ...MONTH_ENDPOINTS,
  reconciliation: endpoint({
    ...read,
    id: 'getReconciliation',
    path: '/reconciliation',
    summary: 'How every month adds up to what AWS reports ungrouped.',
    roles: READERS_OF_ALL,
    params: books,
    reply: reconciliationReply,
    errors: [400, 404],
  }),
  revenue: endpoint({
    ...read,
    ...inputs,
    id: 'listRevenue',
    path: '/revenue',
    summary: 'Revenue per project, account or OU and month, for the entities that the reader may see.',
    reply: revenueSchemas.list,
  }),
  saveRevenue: endpoint({
    ...save,
    id: 'saveRevenue',
    path: '/revenue',
    summary: 'Adds and replaces rows, and takes those away whose figure is null: all of them, or none.',
    body: revenueSchemas.body,
    reply: revenueSchemas.saved,
  }),
  budgets: endpoint({
    ...read,
    ...inputs,
    id: 'listBudgets',
    path: '/budgets',
    summary: 'Budgets per project, account or OU and month, for the entities that the reader may see.',
    reply: budgetSchemas.list,
  }),
  saveBudgets: endpoint({
    ...save,
    id: 'saveBudgets',
    path: '/budgets',
    summary: 'Adds and replaces rows, and takes those away whose figure is null: all of them, or none.',
    body: budgetSchemas.body,
    reply: budgetSchemas.saved,
  }),
  drivers: endpoint({
    ...read,
    ...inputs,
    id: 'listDrivers',
    path: '/drivers',
    summary: 'What unit costs divide by, for the entities that the reader may see.',
    reply: driverSchemas.list,
  }),
  saveDrivers: endpoint({
    ...save,
    id: 'saveDrivers',
    path: '/drivers',
    summary: 'Adds and replaces rows, and takes those away whose figure is null: all of them, or none.',
    body: driverSchemas.body,
    reply: driverSchemas.saved,
  }),
  outsideCosts: endpoint({
    ...read,
    ...inputs,
    id: 'listOutsideCosts',
    path: '/outside-costs',
    summary: 'Costs outside AWS, each for a range of months, for the entities that the reader may see.',
    reply: outsideCostSchemas.list,
  }),
  saveOutsideCosts: endpoint({
    ...save,
    id: 'saveOutsideCosts',
    path: '/outside-costs',
    summary: 'Adds and replaces rows, and takes those away whose figure is null: all of them, or none.',
    body: outsideCostSchemas.body,
    reply: outsideCostSchemas.saved,
  }),
  ...FILE_ENDPOINTS,
} satisfies Record<string, Endpoint>;
