import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { accountFactsOf } from '@/lib/finance/account-facts';
import { dayOf } from '@/lib/finance/month';
import { PROJECT_CLASSES, type Rules } from '@/lib/finance/rules';
import { type Column, columnKey } from '@/lib/finance/statement/column';
import type { StatementInput } from '@/lib/finance/statement/input';
import { sumEnvironments, sumSlices } from '@/lib/store/derived-sums';
import { findKnownEntities } from '@/lib/store/known-entities';
import { findKnownNames } from '@/lib/store/known-names';
import { getOrganization } from '@/lib/store/organization';
import type { Books } from './books';

const DEFAULT_COLUMNS = 5;
const EVER = { from: '0000-01', to: '9999-12' };

/**
 * Puts ids for the names of connections.
 * @throws AppError `not-found` for a connection that the books do not have; `invalid-input` for one by both its id and name
 */
export function resolveColumns({ connections }: Books, columns: readonly Column[]): Column[] {
  const resolved = columns.map((column) => {
    if (column.kind !== 'connection') return column;
    const all = connections.map(({ connection }) => connection);
    const found = all.find(({ id }) => id === column.id) ?? all.find(({ name }) => name === column.id);
    if (!found) throw unknown(column, 'is not among the connections that are read');
    return { kind: 'connection' as const, id: found.id };
  });
  const keys = resolved.map(columnKey);
  const twice = columns.find((_, at) => keys.indexOf(keys[at] ?? '') !== at);
  if (!twice) return resolved;
  const message = `names ${columnKey(twice)} twice, by its id and by its name`;
  throw new AppError('invalid-input', `column ${message}.`, { errors: [{ field: 'column', message }] });
}

/**
 * What a reader may not see is refused whether it exists or not: the whole, accounts and OUs beyond his scopes. Environments and
 * classes are cut to what he sees; of a project he may see the part that lies in his accounts.
 * @throws AppError `forbidden`
 */
export function refuseHiddenColumns({ scope, units }: Viewer, columns: readonly Column[]): void {
  const { accounts } = scope;
  if (accounts === 'all') return;
  const hidden = columns.find(({ kind, id }) => {
    if (kind === 'organization' || kind === 'connection') return true;
    if (kind === 'account') return !accounts.has(id);
    return kind === 'ou' && units !== 'all' && !units.has(id);
  });
  if (hidden) throw outside(hidden);
}

/**
 * Columns that nothing is known of would be sheets of zeros: they are refused by name.
 * @throws AppError `not-found`; `forbidden` for a project of which a reader of a part sees nothing
 */
export async function refuseStrangeColumns(
  viewer: Viewer,
  books: Books,
  columns: readonly Column[],
  { slices, homes }: StatementInput,
  rules: Rules,
): Promise<void> {
  const { scope } = viewer;
  const seen = new Set(slices.map(({ home }) => home));
  const projects = columns.filter(({ kind, id }) => kind === 'project' && !seen.has(`project:${id}`));
  if (scope.accounts !== 'all') {
    const hidden = projects.find(({ id }) => !scope.inside.projects.has(id));
    if (hidden) throw outside(hidden);
    return;
  }
  const named = new Set([
    ...rules.projects.map(({ id }) => id),
    ...rules.assignments.flatMap(({ then }) => then.project ?? []),
  ]);
  const strangers = projects.filter(({ id }) => !named.has(id));
  const known = strangers.length === 0 ? null : (await findKnownNames(scope.db)).projects;
  const [project] = strangers.filter(({ id }) => !known?.has(id));
  if (project) throw unknown(project, 'has no charge in any month, and no rule names it');
  const entities = columns.filter(({ kind }) => kind === 'account' || kind === 'ou');
  const found = entities.length === 0 ? null : await findKnownEntities(scope.db, entities.map(columnKey));
  const entity = entities.find((column) => !found?.has(columnKey(column)));
  if (entity) throw unknown(entity, 'is not known');
  const classes = new Set<string>([...PROJECT_CLASSES, ...rules.projects.flatMap((each) => each.class ?? [])]);
  const strange = columns.find(({ kind, id }) => kind === 'class' && !classes.has(id));
  if (strange) throw unknown(strange, 'is the class of no project');
  await refuseStrangeEnvironments(viewer, books, columns, homes, rules);
}

async function refuseStrangeEnvironments(
  { scope }: Viewer,
  { connections, basis }: Books,
  columns: readonly Column[],
  homes: StatementInput['homes'],
  { assignments }: Rules,
): Promise<void> {
  const named = new Set([
    ...homes.map(({ environment }) => environment),
    ...assignments.flatMap(({ then }) => then.environment ?? []),
  ]);
  const strange = columns.filter(({ kind, id }) => kind === 'environment' && !named.has(id));
  if (strange.length === 0) return;
  const ever = await Promise.all(
    connections.map(({ connection }) =>
      sumEnvironments(scope, { connectionId: connection.id, months: EVER }, basis, ['environment']),
    ),
  );
  const known = new Set(ever.flat().map(({ environment }) => environment));
  const [environment] = strange.filter(({ id }) => !known.has(id));
  if (environment) throw unknown(environment, 'has no usage in any month, and no rule names it');
}

const outside = (column: Column): AppError =>
  new AppError('forbidden', `${columnKey(column)} is outside what this token may see.`);

const unknown = (column: Column, why: string): AppError =>
  new AppError('not-found', `There is no ${columnKey(column)}: it ${why}.`, {
    errors: [{ field: 'column', message: `${columnKey(column)} ${why}` }],
  });

/** What a sheet shows where nobody chose: the projects with the most cost of their own; without any, the OUs below the root, or accounts. */
export async function defaultColumns(viewer: Viewer, books: Books, now: Date): Promise<Column[]> {
  const { scope } = viewer;
  const sums = await Promise.all(
    books.connections.map(async ({ connection }) => ({
      connection,
      rows: await sumSlices(scope, { connectionId: connection.id, months: books.months }, books.basis, [
        'account',
        'home',
      ]),
    })),
  );
  const projects = largest(
    sums.flatMap(({ rows }) =>
      rows.flatMap(({ home, units }) => (home.startsWith('project:') ? [{ id: home.slice(8), units }] : [])),
    ),
  );
  if (projects.length > 0) return projects.map((id) => ({ kind: 'project', id }));
  const placed = await Promise.all(
    sums.map(async ({ connection, rows }) => {
      const organization = await getOrganization(scope, connection.id, dayOf(now));
      const facts = organization ? accountFactsOf(organization) : new Map<string, never>();
      return rows.map(({ account, units }) => ({ account, unit: facts.get(account)?.path[1], units }));
    }),
  );
  const units = seesOrganization(viewer)
    ? largest(placed.flat().flatMap((each) => (each.unit ? [{ id: each.unit, units: each.units }] : [])))
    : [];
  if (units.length > 0) return units.map((id) => ({ kind: 'ou', id }));
  const accounts = largest(placed.flat().map(({ account, units: cost }) => ({ id: account, units: cost })));
  if (accounts.length > 0) return accounts.map((id) => ({ kind: 'account', id }));
  return [{ kind: 'organization', id: '' }];
}

/** The ids with the largest sums, the largest first. */
function largest(rows: readonly { readonly id: string; readonly units: bigint }[]): string[] {
  const sums = new Map<string, bigint>();
  for (const { id, units } of rows) sums.set(id, (sums.get(id) ?? 0n) + units);
  return [...sums]
    .sort(([a, x], [b, y]) => (x === y ? (a < b ? -1 : 1) : x > y ? -1 : 1))
    .slice(0, DEFAULT_COLUMNS)
    .map(([id]) => id);
}
