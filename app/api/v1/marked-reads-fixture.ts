import { DIMENSIONS } from '@/lib/finance/cost-dimension';
import { type MarkedCompany, MONTHS } from './marked-company-fixture';

export const RANGE = `from=${MONTHS[0]}&to=2026-11`;

/** Every read that there is, in all its forms, and with the ids of others in it. */
export function readsOf(all: MarkedCompany, next: (most: number) => number, foreignRun: string): string[] {
  const one = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const [account, unit, project] = [one(all.accounts), one(all.organization.units), one(all.projects)];
  const dimensions = [...DIMENSIONS, 'tag:app'];
  const bases = ['', '&basis=unblended', '&basis=netAmortized'];
  const columns = [
    'organization',
    'connection:payer',
    `account:${account.id}`,
    `ou:${unit.id}`,
    `project:${project}`,
    'class:cogs',
    `environment:${account.environment}`,
  ];
  const rows = [
    'revenue',
    'usage',
    'support',
    'tax',
    'credit',
    'direct',
    'shared',
    'shared:charges',
    'residual',
    'total',
    'profit',
    'unallocated',
    'budget',
  ];
  const words = [
    account.name.slice(0, 6),
    account.id.slice(0, 4),
    unit.name,
    project,
    'a',
    'proj',
    'Acct',
    'Unit',
    'hidden',
  ];
  return [
    ...[
      '/health',
      '/openapi.json',
      '/connections',
      '/sync-plan',
      '/metrics',
      '/api/ready',
      '/months',
      `/sync-runs/${foreignRun}`,
    ],
    ...[
      '/revenue',
      '/budgets',
      '/drivers',
      '/outside-costs',
      '/invoices',
      '/review',
      '/exports/review.csv',
      '/exports/audit.csv',
      '/no/such/thing',
    ],
    ...bases.flatMap((basis) => [
      `/tree?${RANGE}${basis}`,
      `/projects?${RANGE}${basis}`,
      `/reconciliation?${RANGE}${basis}`,
    ]),
    ...dimensions.flatMap((by) => [
      `/costs?${RANGE}&groupBy=${by}`,
      `/costs?${RANGE}&groupBy=${by},${one(dimensions.filter((each) => each !== by))}`,
    ]),
    ...[`account=${account.id}`, `ou=${unit.id}`, `project=${project}`].map(
      (filter) => `/costs?${RANGE}&groupBy=service&${filter}`,
    ),
    ...bases.map((basis) => `/statement?${RANGE}${basis}`),
    ...columns.map((column) => `/statement?${RANGE}&column=${column}&compare=previous`),
    `/statement?${RANGE}&column=${columns[3]}&by=month`,
    `/statement?${RANGE}&column=${columns[3]}&column=${columns[4]}&compare=budget&view=restated`,
    ...rows.flatMap((row) => ['total', one(columns)].map((column) => `/explain?${RANGE}&row=${row}&column=${column}`)),
    ...rows.map((row) => `/explain?${RANGE}&row=${row}&column=rest&with=${one(columns)}`),
    ...['tree.csv', 'projects.csv', 'ledger.csv', 'focus.csv', 'statement.csv', 'statement.xlsx'].map(
      (file) => `/exports/${file}?${RANGE}`,
    ),
    ...[
      '/exports/explain.zip?month=2026-10',
      '/tree?connection=hidden-payer',
      '/costs?connection=none&groupBy=account',
    ],
    ...words.flatMap((word) => [`/api/jump?q=${word}`, `/api/columns?q=${word}&from=${MONTHS[0]}&to=2026-11`]),
    ...rows.map((row) => `/api/explain?${RANGE}&row=${row}&column=${one(columns)}`),
    `/api/events/sync?run=${foreignRun}`,
  ];
}
