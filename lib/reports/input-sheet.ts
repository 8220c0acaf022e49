import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, type Viewer } from '@/lib/auth/viewer';
import { type Entity, entityText, parseEntity } from '@/lib/finance/entity';
import {
  BUDGET,
  DRIVER,
  type Draft,
  type InputKind,
  OUTSIDE_COST,
  type OutsideCost,
  REVENUE,
} from '@/lib/finance/input-kind';
import { writeLine } from '@/lib/finance/input-line';
import type { Currency } from '@/lib/finance/money';
import { addMonths, type Month, type MonthRange, monthOf } from '@/lib/finance/month';
import { fiscalYearOf } from '@/lib/finance/statement/period';
import { listCloses } from '@/lib/store/closes';
import { getCompanySettings } from '@/lib/store/company-settings';
import { type Connection, listConnections } from '@/lib/store/connections';
import { findKnownEntities } from '@/lib/store/known-entities';
import { findRules } from '@/lib/store/rule-sets';
import { selectConnections } from './books';
import { readInputs } from './finance-inputs';
import { type InputPlaces, inputPlaces } from './input-places';
import type { PageQuery } from './query';
import type { Unavailable } from './shapes';

/** What is entered month by month. */
export type SheetName = 'revenue' | 'budget' | 'driver';

/** One entity, with the source of its revenue or the name of its driver. Figures are exact decimal strings. */
export type InputRow = {
  readonly key: string;
  readonly entity: string;
  readonly name: string;
  readonly label: string;
  /** The connections that know the entity; null for a project, and for one that none knows: every close concerns it. */
  readonly connections: readonly string[] | null;
  readonly inside: readonly string[];
  /** What its new figures are in; '' leaves it to the store, which knows what the entity is billed in. */
  readonly currency: string;
  readonly cells: Readonly<Record<Month, { readonly amount: string; readonly currency: Currency }>>;
};

/** A closed month of a connection. */
export type ClosedMonth = {
  readonly connection: string;
  readonly month: Month;
  readonly by: string;
  readonly at: string;
};

type Shared = {
  /** The fiscal year that is shown. */
  readonly months: MonthRange;
  readonly closed: readonly ClosedMonth[];
  /** The currencies that the connections are billed in. */
  readonly currencies: readonly Currency[];
  readonly mayChange: boolean;
};
export type InputSheet = Shared & {
  readonly kind: 'sheet';
  readonly name: SheetName;
  readonly rows: readonly InputRow[];
};
export type OutsideCosts = Shared & {
  readonly kind: 'costs';
  readonly rows: readonly (OutsideCost & Pick<InputRow, 'name' | 'connections'>)[];
};

const KINDS = { revenue: REVENUE, budget: BUDGET, driver: DRIVER } as const;

/** One kind of finance input over a fiscal year, as the grid shows it; outside costs as a list of all years. */
export async function loadInputs(
  name: SheetName | 'cost',
  query: PageQuery,
): Promise<InputSheet | OutsideCosts | Unavailable> {
  return reportInputs(await requireViewer(), name, query);
}

/** @throws AppError `forbidden` for a reader of some accounts */
export async function reportInputs(
  viewer: Viewer,
  name: SheetName | 'cost',
  { connection, months }: Pick<PageQuery, 'connection' | 'months'>,
  now: Date = new Date(),
): Promise<InputSheet | OutsideCosts | Unavailable> {
  requireOrganization(viewer);
  const { scope, role } = viewer;
  const chosen = await selectConnections(viewer, { connection, currency: null });
  if ('kind' in chosen) return chosen;
  const [{ rules }, { fiscalYearStart }, closed] = await Promise.all([
    findRules(scope.db),
    getCompanySettings(scope.db),
    closedMonths(viewer, await listConnections(scope)),
  ]);
  const year = fiscalYearOf(months ? addMonths(months.to, -1) : monthOf(now), fiscalYearStart);
  const places = await inputPlaces(viewer, rules, now);
  const shared: Shared = {
    months: year,
    closed,
    currencies: [...new Set(chosen.flatMap((each) => each.currency ?? []))].sort(),
    mayChange: role === 'admin' || role === 'finance',
  };
  const query = { connection, currency: null };
  if (name === 'cost') {
    const costs = await readInputs(viewer, OUTSIDE_COST, { ...query, months: null });
    const known = await findKnownEntities(scope.db, new Set(costs.map(({ entity }) => entityText(entity))));
    const rows = costs.map((cost) => ({
      ...cost,
      name: places.nameOf(cost.entity),
      connections: known.get(entityText(cost.entity)) ?? null,
    }));
    return { kind: 'costs', ...shared, rows: rows.sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0)) };
  }
  // What was entered the year before is likely to go on.
  const range = { from: addMonths(year.from, -12), to: year.to };
  // With several currencies a new row needs to be told its own.
  const given =
    name === 'driver' || shared.currencies.length > 1
      ? []
      : rules.projects.map(({ id }): Entity => ({ kind: 'project', id }));
  const lines = await linesOf(viewer, name, { ...query, months: range });
  return { kind: 'sheet', name, ...shared, rows: await rowsOf(viewer, lines, given, places, year) };
}

type Line = Readonly<Record<string, string>>;

function linesOf(viewer: Viewer, name: SheetName, query: Parameters<typeof readInputs>[2]): Promise<Line[]> {
  const read = async <Entry extends Draft<Entry>>(kind: InputKind<Entry>): Promise<Line[]> =>
    (await readInputs(viewer, kind, query)).map((entry) => writeLine(kind, entry));
  return name === 'revenue' ? read(KINDS.revenue) : name === 'budget' ? read(KINDS.budget) : read(KINDS.driver);
}

async function rowsOf(
  { scope }: Viewer,
  lines: readonly Line[],
  given: readonly Entity[],
  places: InputPlaces,
  year: MonthRange,
): Promise<InputRow[]> {
  const rows = new Map<
    string,
    { entity: Entity; label: string; cells: Record<Month, { amount: string; currency: string }> }
  >();
  for (const { entity = '', source = '', driver = source, month = '', amount, quantity, currency = '' } of lines) {
    const parsed = parseEntity(entity);
    if (!parsed) continue;
    const key = JSON.stringify([entity, driver]);
    const row = rows.get(key) ?? { entity: parsed, label: driver, cells: {} };
    if (month >= year.from && month < year.to) row.cells[month] = { amount: amount ?? quantity ?? '', currency };
    rows.set(key, row);
  }
  const named = new Set([...rows.values()].map(({ entity }) => entityText(entity)));
  for (const entity of given)
    if (!named.has(entityText(entity)))
      rows.set(JSON.stringify([entityText(entity), '']), { entity, label: '', cells: {} });
  const known = await findKnownEntities(scope.db, new Set([...rows.values()].map(({ entity }) => entityText(entity))));
  return [...rows]
    .map(([key, { entity, label, cells }]): InputRow => {
      const text = entityText(entity);
      const shown = {
        name: places.nameOf(entity),
        inside: places.insideOf(entity),
        connections: known.get(text) ?? null,
      };
      return { key, entity: text, label, currency: '', cells, ...shown };
    })
    .sort((a, b) => orderOf(a, b));
}

/** Projects, then OUs, then accounts, each by name, then source or driver. */
const orderOf = (a: InputRow, b: InputRow): number =>
  rank(a) - rank(b) ||
  a.name.localeCompare(b.name, 'en') ||
  a.entity.localeCompare(b.entity) ||
  a.label.localeCompare(b.label, 'en');
const rank = ({ entity }: InputRow): number => ['project', 'ou', 'account'].indexOf(entity.split(':')[0] ?? '');

async function closedMonths({ scope }: Viewer, connections: readonly Connection[]): Promise<ClosedMonth[]> {
  const lists = await Promise.all(connections.map(({ id }) => listCloses(scope, id)));
  return lists.flat().map(({ connectionId, month, closedBy, closedAt }) => ({
    ...{ connection: connectionId, month, by: closedBy, at: closedAt },
  }));
}
