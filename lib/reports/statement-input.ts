import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { BUDGET, DRIVER, OUTSIDE_COST, REVENUE } from '@/lib/finance/input-kind';
import type { MonthRange } from '@/lib/finance/month';
import { outsideCostsIn } from '@/lib/finance/outside-cost';
import type { Rules } from '@/lib/finance/rules';
import { columnKey, facesOf } from '@/lib/finance/statement/column';
import { type Charged, type StatementInput, UNPLACED } from '@/lib/finance/statement/input';
import { monthsBack, shiftRange } from '@/lib/finance/statement/period';
import { entitiesOf, type StatementQuery } from '@/lib/finance/statement/query';
import { listDedicatedRevenue } from '@/lib/store/dedicated-revenue';
import { findRules, getRuleSet } from '@/lib/store/rule-sets';
import type { Books } from './books';
import { projectName } from './cost-labels';
import { type InputsQuery, readInputs } from './finance-inputs';
import { chargedAccounts, toldApart, withAccounts } from './statement-apart';
import { statementFacts } from './statement-facts';
import { groupAccounts, NO_GROUPS } from './statement-groups';
import { type StatementPlaces, statementPlaces } from './statement-places';
import type { StatementAsked } from './statement-query';

/** The facts that a statement is built from, and the rules that are in force. */
export type StatementFacts = { readonly input: StatementInput; readonly rules: Rules };

/**
 * Reads all that a statement needs of some books: one currency, one basis, narrowed to the reader. `connection`: the one that
 * was asked for by id or name, whose entities alone count; null for all. `view`: what closed months show. Without `services`,
 * usage is not told by service. `each`: the facts of every account, also where no column asks for them, as explaining does.
 */
export async function readStatementInput(
  viewer: Viewer,
  books: Books,
  query: StatementQuery,
  { connection, view }: Pick<StatementAsked, 'connection' | 'view'>,
  now: Date,
  { services = true, each = false }: { readonly services?: boolean; readonly each?: boolean } = {},
): Promise<StatementFacts> {
  const { basis, currency } = books;
  const connections = books.connections.map(({ connection }) => connection);
  const ranges = rangesOf(query);
  const columns = entitiesOf(query.shape);
  const { usage, homes } = facesOf(columns);
  const faces = { usage: services ? usage : null, homes };
  const [current, entered] = await Promise.all([
    findRules(viewer.scope.db),
    readEntered(viewer, books, connection, ranges),
  ]);
  const apart = each || !seesOrganization(viewer) ? null : toldApart(query, entered);
  const facts = await Promise.all(
    connections.map((connection) =>
      statementFacts(viewer, {
        ...{ connection, ranges, basis, faces, view },
        grouping:
          apart &&
          ((id, months, restated) =>
            groupAccounts(viewer, id, months, homes === null ? apart : withAccounts(apart, restated), now)),
      }),
    ),
  );
  const sets = new Map([[current.id, current.rules]]);
  for (const id of new Set(facts.flatMap(({ derivations }) => derivations.map(({ ruleSetId }) => ruleSetId))))
    if (!sets.has(id)) sets.set(id, (await getRuleSet(viewer.scope.db, id)).rules);
  const places = new Map<string, StatementPlaces>();
  const groupings = new Map(connections.map(({ id }, at) => [id, facts[at]?.grouping ?? NO_GROUPS]));
  const charged: Charged[] = [];
  for (const [at, { id }] of connections.entries()) {
    const found = facts[at];
    if (!found) continue;
    const whole = found.derivations.filter(({ summed }) => summed).length;
    const isSummed = apart !== null && whole === found.months.length;
    if (isSummed && !apart.byRules && !(homes !== null && found.adjustments.length > 0)) continue;
    const own = found.months.map(({ month }) => month);
    const rulesOf = (set: number): Rules => sets.get(set) ?? current.rules;
    places.set(id, await statementPlaces(viewer, id, own, found.derivations, rulesOf, now));
    if (apart?.nested) charged.push(...(await chargedAccounts(viewer, id, ranges, view, apart.nested)));
  }
  const placeOf: StatementInput['placeOf'] = (connection, month, account) =>
    groupings.get(connection)?.placeOf(account) ??
    places.get(connection)?.placeOf(month, account) ??
    groupings.get(connection)?.placeAlone(month, account) ??
    UNPLACED;
  const input: StatementInput = {
    currency,
    basis,
    connections: connections.map(({ id }) => id),
    months: facts.flatMap(({ months }) => months),
    slices: facts.flatMap(({ slices }) => slices),
    shares: facts.flatMap(({ shares }) => shares),
    usage: facts.flatMap(({ usage }) => usage),
    homes: facts.flatMap(({ homes }) => homes),
    placeOf,
    projects: current.rules.projects,
    ...entered,
    adjustments: facts.flatMap(({ adjustments }) => adjustments),
    charged,
    labels: new Map(),
  };
  const names = [...groupings.values(), ...places.values()].map(({ names: own }) => own);
  return { rules: current.rules, input: { ...input, labels: labelsOf(books, query, input, current.rules, names) } };
}

/** The months that a statement takes, and those that it is compared with. */
function rangesOf({ period, compare, shape }: StatementQuery): MonthRange[] {
  if (compare !== 'previous' && compare !== 'lastYear') return [{ from: period.from, to: period.to }];
  const back = [monthsBack(period, compare)];
  if (shape.kind === 'time') back.push(compare === 'lastYear' ? 12 : { month: 1, quarter: 3, year: 12 }[shape.by]);
  return joinRanges([period, ...back.map((by) => shiftRange(period, -by))]);
}

/** Ranges joined with those that they touch, in order: no month is read twice. */
function joinRanges(ranges: readonly MonthRange[]): MonthRange[] {
  const joined: MonthRange[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = joined.at(-1);
    if (last && from <= last.to) joined[joined.length - 1] = { from: last.from, to: [last.to, to].sort()[1] ?? to };
    else joined.push({ from, to });
  }
  return joined;
}

/** What people entered for the entities that the reader may see, in the currency of the books. */
async function readEntered(
  viewer: Viewer,
  { currency, connections }: Books,
  connection: InputsQuery['connection'],
  ranges: readonly MonthRange[],
): Promise<Pick<StatementInput, 'revenue' | 'budgets' | 'outsideCosts' | 'drivers'>> {
  const parts = await Promise.all(
    ranges.map(async (months) => {
      const query = { connection, currency, months };
      const ids = connections.map((each) => each.connection.id);
      const [revenue, beyond, budgets, drivers, costs] = await Promise.all([
        readInputs(viewer, REVENUE, query),
        listDedicatedRevenue(viewer.scope, ids, months),
        readInputs(viewer, BUDGET, query),
        readInputs(viewer, DRIVER, query),
        readInputs(viewer, OUTSIDE_COST, query),
      ]);
      const own = beyond.filter((each) => each.currency === currency);
      return { revenue: [...revenue, ...own], budgets, drivers, costs: outsideCostsIn(costs, months) };
    }),
  );
  return {
    revenue: parts.flatMap(({ revenue }) =>
      revenue.map(({ month, entity, source, amount }) => ({ month, entity, source, units: amount })),
    ),
    budgets: parts.flatMap(({ budgets }) =>
      budgets.map(({ month, entity, amount }) => ({ month, entity, budget: amount })),
    ),
    outsideCosts: parts.flatMap(({ costs }) =>
      costs.map(({ month, entity, vendor, amount }) => ({ month, entity, vendor, units: amount })),
    ),
    drivers: parts.flatMap(({ drivers }) =>
      drivers.map(({ month, entity, driver, quantity }) => ({ month, entity, driver, quantity })),
    ),
  };
}

const CLASS_NAMES = { cogs: 'COGS', rnd: 'R&D', operations: 'Operations' };

function labelsOf(
  books: Books,
  query: StatementQuery,
  { slices, shares }: StatementInput,
  rules: Rules,
  names: readonly ReadonlyMap<string, string>[],
): Map<string, string> {
  const labels = new Map<string, string>([
    ['organization', 'Organization'],
    ...Object.entries(CLASS_NAMES).map(([id, name]): [string, string] => [`class:${id}`, name]),
  ]);
  for (const { connection } of books.connections) labels.set(`connection:${connection.id}`, connection.name);
  for (const own of names) for (const [key, name] of own) labels.set(key, name);
  const homes = new Set([
    ...rules.projects.map(({ id }) => `project:${id}`),
    ...rowsHomes(slices),
    ...rowsHomes(shares),
  ]);
  for (const column of entitiesOf(query.shape)) if (column.kind === 'project') homes.add(columnKey(column));
  for (const home of homes)
    if (home.startsWith('project:')) labels.set(home, projectName(rules, home.slice('project:'.length)));
  return labels;
}

const rowsHomes = (rows: readonly { readonly home: string }[]): Set<string> => new Set(rows.map(({ home }) => home));
