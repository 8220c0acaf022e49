import { requireViewer } from '@/lib/auth/page-viewer';
import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { projectOf, type Rules } from '@/lib/finance/rules';
import { sumUnits } from '@/lib/store/costs';
import { listShareUnits, listSliceUnits } from '@/lib/store/derived-reads';
import { listAccountsSeen } from '@/lib/store/organization';
import { findRules } from '@/lib/store/rule-sets';
import { sees } from '@/lib/store/scope';
import type { Books, BooksQuery } from './books';
import { projectName } from './cost-labels';
import { readCosts } from './costs';
import { projectHistory } from './project-history';
import { derivedUnits } from './project-months';
import type { ProjectAccount, ProjectOutcome } from './project-report';
import type { ProjectFigures, ProjectsReport } from './project-shapes';
import { accountRule, mappedValues } from './project-tags';
import { projectInputs } from './project-unit-costs';
import { ownerOf, readProjects } from './projects';
import type { PageQuery } from './query';
import { toldPool } from './told-rules';
import { ratio } from './tree-node';

/** A project's page. */
export async function loadProject(query: PageQuery, project: string): Promise<ProjectOutcome> {
  return readProject(await requireViewer(), { ...query, currency: null }, project);
}

/**
 * Reads what is known of one project. One that costs nothing in the months, and in the thirteen to their last, is there
 * only when rules or the reader's scopes name it.
 */
export async function readProject(
  viewer: Viewer,
  query: BooksQuery,
  project: string,
  now: Date = new Date(),
): Promise<ProjectOutcome> {
  const report = await readProjects(viewer, query, now);
  if (report.kind !== 'projects') return report;
  const { books } = report;
  const [{ rules }, history, units] = await Promise.all([
    findRules(viewer.scope.db),
    projectHistory(viewer, books),
    derivedUnits(viewer, books),
  ]);
  const series = history.of(project);
  const costs = [...series.direct, ...series.shared].some((each) => each !== 0n);
  const figures = report.rows.find((row) => row.project === project);
  if (!figures && !costs && !isNamed(viewer, rules, project)) return { kind: 'unknown-project', project };
  const known = (list: readonly bigint[]) =>
    list.map((each, at) => (history.months[at]?.state === 'missing' ? null : each));
  const own = figures ?? nothingOf(viewer, rules, project);
  const [accounts, values, services, inputs] = await Promise.all([
    accountsOf(viewer, books, rules, project),
    mappedValues(viewer, books, units, rules, project),
    servicesOf(viewer, query, figures, now),
    projectInputs(viewer, books, project, history.months, series),
  ]);
  return {
    ...{ kind: 'project', figures: own, connections: books.connections, asOf: report.asOf },
    ...{ months: books.months, basis: books.basis, currency: books.currency, estimated: books.estimated },
    ...{ whole: report.whole, history: history.months, direct: known(series.direct), shared: known(series.shared) },
    ...{ accounts, values, services, ...inputs, previous: report.previous },
    pools: own.pools.map((part) => toldPool(viewer, rules, part)),
  };
}

const isNamed = (viewer: Viewer, { projects }: Rules, id: string): boolean =>
  seesOrganization(viewer) ? projects.some((each) => each.id === id) : viewer.scope.inside.projects.has(id);

const nothingOf = (viewer: Viewer, rules: Rules, project: string): ProjectFigures => ({
  ...{ ...projectOf(rules, project), owner: ownerOf(viewer, rules, project) },
  ...{ project, name: projectName(rules, project), direct: 0n, shared: 0n, total: 0n, pools: [], environments: [] },
  ...{ accounts: 0, coverage: null, previous: null, change: null, perDayChange: null, spark: [] },
  ...{ revenue: null, profit: null, margin: null },
});

/** Usage by service, as `/costs` tells it; nothing for a project without cost in the months. */
async function servicesOf(viewer: Viewer, query: BooksQuery, figures: ProjectFigures | undefined, now: Date) {
  if (!figures) return [];
  const filters = { account: [], ou: [], service: [], chargeClass: [], project: [figures.project] };
  const report = await readCosts(viewer, { ...query, ...filters, groupBy: ['service'] }, now);
  if (report.kind !== 'costs') return [];
  return report.rows
    .filter(({ units }) => units !== 0n)
    .map(({ keys, label, units }) => ({ key: keys[0] ?? '', label, units }))
    .sort((a, b) => Number(a.key.startsWith('(')) - Number(b.key.startsWith('(')) || (a.units > b.units ? -1 : 1));
}

async function accountsOf(viewer: Viewer, books: Books, rules: Rules, project: string): Promise<ProjectAccount[]> {
  const lists = await Promise.all(
    books.connections.map(({ connection }) => ofConnection(viewer, books, connection.id)),
  );
  return lists.flat().sort((a, b) => (a.total === b.total ? 0 : a.total > b.total ? -1 : 1));

  async function ofConnection({ scope }: Viewer, { months, basis }: Books, connectionId: string) {
    const query = { connectionId, months };
    const [slices, shares, seen, book] = await Promise.all([
      listSliceUnits(scope, query, basis),
      listShareUnits(scope, query, basis),
      listAccountsSeen(scope, connectionId),
      sumUnits(scope, { ...query, cube: 'recordType', groupBy: ['key1'] }, basis),
    ]);
    const home = `project:${project}`;
    const names = new Map(seen.map(({ accountId, name }) => [accountId, name]));
    const charged = new Map(book.map(({ key1, units }) => [key1 ?? '', units]));
    const found = new Map<string, { direct: bigint; shared: bigint; rule: string | null }>();
    const of = (account: string) => {
      const id = sees(scope, account) ? account : '';
      const known = found.get(id) ?? { direct: 0n, shared: 0n, rule: null };
      found.set(id, known);
      return known;
    };
    for (const slice of slices) {
      if (slice.home !== home) continue;
      const account = of(slice.account);
      account.direct += slice.units;
      if (slice.dedicated) account.rule ??= accountRule(viewer, rules, slice.rule);
    }
    for (const share of shares) {
      if (share.home === home) of(share.account).shared += share.side === 'in' ? share.units : -share.units;
    }
    return [...found].map(([account, { direct, shared, rule }]): ProjectAccount => {
      const whole = account === '' ? null : (charged.get(account) ?? 0n);
      return {
        ...{
          account: account || null,
          name: account === '' ? 'Accounts beyond your scopes' : (names.get(account) ?? account),
        },
        ...{ direct, shared, total: direct + shared, charged: whole, rule },
        share: whole !== null && whole > 0n ? ratio(direct, whole) : null,
      };
    });
  }
}

export type { ProjectsReport };
