import { requireViewer } from '@/lib/auth/page-viewer';
import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { addMonths, daysInMonth, type Month } from '@/lib/finance/month';
import { type ProjectCost, projectCosts, projectOfHome } from '@/lib/finance/project-cost';
import { projectOf, type Rules } from '@/lib/finance/rules';
import { findRules } from '@/lib/store/rule-sets';
import { asOfBooks } from './as-of';
import { type Books, type BooksQuery, selectBooks } from './books';
import { projectName } from './cost-labels';
import { coverageOf } from './project-coverage';
import { revenueOf } from './project-earnings';
import { type ProjectHistory, projectHistory } from './project-history';
import { type DerivedUnits, derivedUnits } from './project-months';
import type { Part, ProjectFigures, ProjectSums, ProjectsOutcome, ProjectsReport } from './project-shapes';
import { projectStrip } from './project-strip';
import type { PageQuery } from './query';
import { type ReconciledMonth, reconcile } from './reconciliation';
import { ratio } from './tree-node';

/** The projects of a page. */
export async function loadProjects(query: PageQuery): Promise<ProjectsOutcome> {
  return readProjects(await requireViewer(), { ...query, currency: null });
}

/**
 * What every project costs, and what has none. A reader of some accounts or projects gets what lies in them, and no
 * figure of the whole. Σ totals + unallocated + residual = control total, to the unit, while the month holds.
 */
export async function readProjects(
  viewer: Viewer,
  query: BooksQuery,
  now: Date = new Date(),
): Promise<ProjectsOutcome> {
  const books = await selectBooks(viewer, query, now);
  if (books.kind !== 'books') return books;
  const [{ rules }, units, history, asOf, months] = await Promise.all([
    findRules(viewer.scope.db),
    derivedUnits(viewer, books),
    projectHistory(viewer, books),
    asOfBooks(viewer, books),
    seesOrganization(viewer) ? reconcile(viewer, books) : null,
  ]);
  const costs = projectCosts(units.slices, units.shares, units.environments);
  const [revenue, coverage] = await Promise.all([
    revenueOf(viewer, books, units),
    coverageOf(viewer, books, units, rules.dimensions.project),
  ]);
  const sums = sumsOf(units, costs.projects, months);
  const accounts = accountsOf(units);
  const figures = (cost: ProjectCost): ProjectFigures => ({
    ...projectOf(rules, cost.project),
    owner: ownerOf(viewer, rules, cost.project),
    ...amountsOf(cost),
    ...changesOf(cost.total, history, cost.project, books),
    ...earningsOf(cost, seesWhole(viewer, cost.project) ? (revenue.get(cost.project) ?? 0n) : null),
    project: cost.project,
    name: projectName(rules, cost.project),
    accounts: accounts.get(cost.project)?.size ?? 0,
    coverage: coverage.get(cost.project) ?? null,
    spark: sparkOf(history, cost.project),
  });
  return {
    kind: 'projects',
    books,
    asOf,
    whole: seesOrganization(viewer),
    ruled: isRuled(rules),
    mayChange: seesOrganization(viewer) && (viewer.role === 'admin' || viewer.role === 'finance'),
    rows: costs.projects.map(figures),
    unallocated: units.unallocated,
    sums,
    strip: projectStrip(books, sums, months),
    previous: previousOf(history, books),
    history: history.months,
    behind: units.behind,
  };
}

const isRuled = ({ dimensions, assignments }: Rules): boolean =>
  dimensions.project.length > 0 || assignments.length > 0;

const toParts = (sums: ReadonlyMap<string, bigint>): Part[] => [...sums].map(([key, units]) => ({ key, units }));

const amountsOf = ({ direct, total, shared, environments }: ProjectCost) => ({
  ...{ direct, total, shared: total - direct },
  ...{ pools: toParts(shared), environments: toParts(environments) },
});

/** A part of a project has a part of its cost; revenue, for one, has no parts. */
const seesWhole = ({ scope }: Viewer, project: string): boolean =>
  scope.accounts === 'all' || scope.inside.projects.has(project);

/** Whose a project is, for readers of all of it: an owner's address is no part of a share in an account. */
export const ownerOf = (viewer: Viewer, rules: Rules, project: string): string | null =>
  seesWhole(viewer, project) ? projectOf(rules, project).owner : null;

function earningsOf({ total }: ProjectCost, revenue: bigint | null) {
  if (revenue === null) return { revenue, profit: null, margin: null };
  const profit = revenue - total;
  return { revenue, profit, margin: revenue > 0n ? ratio(profit, revenue) : null };
}

/** The month before a single month, when it is in the books of every connection. */
function previousOf({ months }: ProjectHistory, books: Books): Month | null {
  const before = months.at(-2);
  const single = addMonths(books.months.from, 1) === books.months.to;
  return single && before && before.state !== 'missing' && months.at(-1)?.state !== 'missing' ? before.month : null;
}

function changesOf(total: bigint, history: ProjectHistory, project: string, books: Books) {
  const month = previousOf(history, books);
  if (month === null) return { previous: null, change: null, perDayChange: null };
  const { direct, shared } = history.of(project);
  const previous = (direct.at(-2) ?? 0n) + (shared.at(-2) ?? 0n);
  const estimated = history.months.slice(-2).some(({ state }) => state !== 'final');
  if (previous <= 0n || estimated) return { previous, change: null, perDayChange: null };
  const [days, before] = [daysInMonth(books.months.from), daysInMonth(month)].map(BigInt);
  if (days === undefined || before === undefined) return { previous, change: null, perDayChange: null };
  return {
    previous,
    change: ratio(total - previous, previous),
    perDayChange: ratio(total * before - previous * days, previous * days),
  };
}

const sparkOf = ({ months, of }: ProjectHistory, project: string): (bigint | null)[] => {
  const { direct, shared } = of(project);
  return months.map(({ state }, at) => (state === 'missing' ? null : (direct[at] ?? 0n) + (shared[at] ?? 0n)));
};

function accountsOf({ slices }: DerivedUnits): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { connection, account, home, units } of slices) {
    const project = projectOfHome(home);
    if (project === null || units === 0n) continue;
    found.set(project, (found.get(project) ?? new Set()).add(`${connection} ${account}`));
  }
  return found;
}

function sumsOf(
  { unallocated }: DerivedUnits,
  projects: readonly ProjectCost[],
  months: readonly ReconciledMonth[] | null,
): ProjectSums {
  const sum = <T>(list: readonly T[], of: (each: T) => bigint) => list.reduce((all, each) => all + of(each), 0n);
  const direct = sum(projects, (project) => project.direct);
  return {
    direct,
    shared: sum(projects, ({ total }) => total) - direct,
    unallocated: sum(unallocated, ({ units }) => units),
    untagged: sum(unallocated, ({ home, units }) => (home === 'untagged' ? units : 0n)),
    residual: months && sum(months, (month) => month.residual),
    control: months && sum(months, (month) => month.controlTotal),
  };
}

export type { ProjectsReport };
