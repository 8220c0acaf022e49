import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { type CostSource, type Dimension, sourceOf } from '@/lib/finance/cost-dimension';
import type { CostFact } from '@/lib/finance/cost-fact';
import { type CostFilter, type CostRow, groupCosts, mergeRows } from '@/lib/finance/cost-grouping';
import type { Month } from '@/lib/finance/month';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { listMonthBooks } from '@/lib/store/books';
import { findRules } from '@/lib/store/rule-sets';
import { type Books, type BooksQuery, type ConnectionBooks, selectBooks } from './books';
import { categorisedFacts, plainFacts } from './cost-facts';
import { labelsOf } from './cost-labels';
import { refuseOutside, refuseStrangers, refuseUnknown, type Seen } from './cost-refusals';
import { homeFactsOf } from './home-facts';
import { type Placements, placementsOf } from './placements';
import type { Unavailable } from './shapes';

export type CostsQuery = BooksQuery & {
  /** One or two, different. */
  readonly groupBy: readonly Dimension[];
  readonly account: readonly string[];
  readonly ou: readonly string[];
  readonly service: readonly string[];
  readonly chargeClass: readonly string[];
  /** Project ids, and keys of ours. */
  readonly project?: readonly string[];
  readonly environment?: readonly string[];
};

/** Costs by one or two dimensions; amounts in units of 10⁻⁹. `total` is the sum of the rows. */
export type CostsReport = {
  readonly kind: 'costs';
  readonly books: Books;
  readonly groupBy: readonly Dimension[];
  readonly rows: readonly (CostRow & { readonly label: string })[];
  readonly total: bigint;
};

/**
 * Reads costs. Without a filter, and for a reader of everything, a row `(residual)` stands, so that the total is
 * Σ control totals.
 * @throws AppError `invalid-input` for dimensions that no cube holds together; `forbidden` for accounts or OUs outside
 * a reader's scopes; `not-found` for accounts or OUs that nobody knows
 */
export async function readCosts(
  viewer: Viewer,
  query: CostsQuery,
  now: Date = new Date(),
): Promise<CostsReport | Unavailable> {
  const source = sourceFor(viewer, query);
  const rules = source.kind === 'homes' ? (await findRules(viewer.scope.db)).rules : EMPTY_RULES;
  refuseOutside(viewer, query);
  const books = await selectBooks(viewer, query, now);
  if (books.kind !== 'books') return books;
  const stored = books.connections.filter(({ months }) => months.length > 0);
  const placements = await placementsOf(viewer, stored, needsPlaces(query));
  refuseUnknown(query, placements);
  const seen: Seen = { projects: new Set(), environments: new Set() };
  const reading = { query, source, rules, books, placements, seen };
  const rows = mergeRows(await Promise.all(stored.map((each) => rowsOf(viewer, reading, each))));
  refuseStrangers(viewer, query, rules, seen);
  const labels = labelsOf(query.groupBy, placements, rules);
  return {
    kind: 'costs',
    books,
    groupBy: query.groupBy,
    rows: rows.map((row) => ({ ...row, label: labels(row.keys) })),
    total: rows.reduce((sum, { units }) => sum + units, 0n),
  };
}

const FILTERS = ['account', 'ou', 'service', 'chargeClass', 'project', 'environment'] as const;

type Held = Exclude<CostSource, { kind: 'none' }>;

function sourceFor(viewer: Viewer, { groupBy, ...filters }: CostsQuery): Held {
  const filtered = FILTERS.filter((name) => (filters[name] ?? []).length > 0);
  const { accounts, inside } = viewer.scope;
  const hidden = accounts !== 'all' && inside.projects.size > 0;
  const source = sourceOf([...groupBy, ...filtered], !seesOrganization(viewer), hidden);
  if (source.kind !== 'none') return source;
  throw new AppError('invalid-input', source.reason, { errors: [{ field: 'groupBy', message: source.reason }] });
}

const needsPlaces = ({ groupBy, account, ou }: CostsQuery): 'none' | 'names' | 'units' => {
  if (groupBy.includes('ou') || ou.length > 0) return 'units';
  return groupBy.includes('account') || account.length > 0 ? 'names' : 'none';
};

type Reading = {
  readonly query: CostsQuery;
  readonly source: Held;
  readonly rules: Rules;
  readonly books: Books;
  readonly placements: Placements;
  readonly seen: Seen;
};

async function rowsOf(
  viewer: Viewer,
  { query, source, rules, books, placements, seen }: Reading,
  { connection }: ConnectionBooks,
): Promise<CostRow[]> {
  const { groupBy, account, ou, service, chargeClass, project = [], environment = [] } = query;
  const only = (list: readonly string[]) => (list.length > 0 ? new Set(list) : null);
  const filter: CostFilter = {
    account: only(account),
    inUnits: ou.length > 0 ? placements.inUnits(connection.id, new Set(ou)) : null,
    service: only(service),
    chargeClass: only(chargeClass),
    project: only(project),
    environment: only(environment),
  };
  const wants = (...dimensions: Dimension[]) => groupBy.some((dimension) => dimensions.includes(dimension));
  const needs = {
    account: wants('account', 'ou') || account.length > 0 || ou.length > 0,
    month: wants('month', 'ou') || ou.length > 0,
    recordType: wants('chargeClass', 'recordType') || chargeClass.length > 0,
  };
  const id = connection.id;
  const facts =
    source.kind === 'homes'
      ? await homeFactsOf(viewer, id, source, books, { groupBy, filter, rules })
      : source.kind === 'category'
        ? await categorisedFacts(viewer, id, source, books, needs, filter.account)
        : await plainFacts(viewer, id, source, books, needs, filter.account);
  for (const fact of facts) {
    if (fact.project) seen.projects.add(fact.project);
    if (fact.environment) seen.environments.add(fact.environment);
  }
  const rows = groupCosts(facts, groupBy, filter, placements.unitOf(connection.id));
  const filtered = Object.values(filter).some((each) => each !== null);
  if (filtered || !seesOrganization(viewer)) return rows;
  return [...rows, ...(await residualRows(viewer, connection.id, books, groupBy, facts))];
}

/** residual = control − Σ recordType, by month where months are told apart beside another dimension. */
async function residualRows(
  { scope }: Viewer,
  connectionId: string,
  { months, basis }: Books,
  groupBy: readonly Dimension[],
  facts: readonly CostFact[],
): Promise<CostRow[]> {
  const books = (await listMonthBooks(scope, connectionId)).filter(
    ({ month }) => month >= months.from && month < months.to,
  );
  const byMonth = groupBy.length === 2 && groupBy.includes('month');
  const keysOf = (month: Month) =>
    groupBy.map((dimension) => (byMonth && dimension === 'month' ? month : '(residual)'));
  const control = books.map(({ month, amounts }) => ({ keys: keysOf(month), units: amounts[basis] }));
  // Facts add up to the book in whatever way they were read.
  const charged = new Map<Month, bigint>();
  for (const { month, units } of facts) charged.set(month, (charged.get(month) ?? 0n) - units);
  return mergeRows([control, [...charged].map(([month, units]) => ({ keys: keysOf(month), units }))]);
}
