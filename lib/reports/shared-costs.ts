import { requireViewer } from '@/lib/auth/page-viewer';
import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { chainCube, tagKeyOf } from '@/lib/finance/cube';
import { proposeRules } from '@/lib/finance/proposed-rules';
import type { Rules } from '@/lib/finance/rules';
import { type SharedCosts, sharedCosts } from '@/lib/finance/shared-cost';
import { listDerivations } from '@/lib/store/derived-reads';
import { listPublished } from '@/lib/store/loads';
import { findRules, type RuleSet } from '@/lib/store/rule-sets';
import { asOfBooks } from './as-of';
import { type Books, selectBooks } from './books';
import { projectName } from './cost-labels';
import { type DerivedUnits, derivedUnits } from './project-months';
import type { PageQuery } from './query';
import { reconcile } from './reconciliation';
import type { Instant, Unavailable } from './shapes';

/** Who pays what of what is shared, in the months and basis of the books. Amounts are units of 10⁻⁹. */
export type SharedCostsReport = {
  readonly kind: 'shared-costs';
  readonly books: Books;
  readonly asOf: Instant | null;
  /** True for a reader of everything; anyone else gets what lies in the reader's accounts and projects. */
  readonly whole: boolean;
  readonly costs: SharedCosts;
  /** Null for a reader of a part. */
  readonly residual: bigint | null;
  readonly control: bigint | null;
  /** Project names by id, where they differ. */
  readonly names: Readonly<Record<string, string>>;
  /** The rules in force; null for a reader of a part, of whom they tell too much. */
  readonly rules: RuleSet | null;
  /** First rules to begin with; null where there are pools already. */
  readonly proposed: Rules | null;
  readonly mayChange: boolean;
  /** Months that the rules in force have not reached yet. */
  readonly behind: DerivedUnits['behind'];
};
export type SharedCostsOutcome = SharedCostsReport | Unavailable;

/** The Shared costs screen. */
export async function loadSharedCosts(query: PageQuery): Promise<SharedCostsOutcome> {
  return readSharedCosts(await requireViewer(), query);
}

export async function readSharedCosts(
  viewer: Viewer,
  query: PageQuery,
  now: Date = new Date(),
): Promise<SharedCostsOutcome> {
  const books = await selectBooks(viewer, { ...query, currency: null }, now);
  if (books.kind !== 'books') return books;
  const whole = seesOrganization(viewer);
  const [set, units, notices, months, asOf] = await Promise.all([
    findRules(viewer.scope.db),
    derivedUnits(viewer, books),
    noticesOf(viewer, books),
    whole ? reconcile(viewer, books) : null,
    asOfBooks(viewer, books),
  ]);
  const costs = sharedCosts({ ...units, notices });
  return {
    kind: 'shared-costs',
    ...{ books, asOf, whole, costs },
    residual: months?.reduce((sum, { residual }) => sum + residual, 0n) ?? null,
    control: months?.reduce((sum, { controlTotal }) => sum + controlTotal, 0n) ?? null,
    names: namesOf(set.rules, costs),
    rules: whole ? set : null,
    proposed: whole && set.rules.pools.length === 0 ? await proposedRules(viewer, books, set.rules) : null,
    mayChange: mayChangeRules(viewer),
    behind: units.behind,
  };
}

/** Rules are of the whole organization: who changes them sees it. */
export const mayChangeRules = (viewer: Viewer): boolean =>
  seesOrganization(viewer) && (viewer.role === 'admin' || viewer.role === 'finance');

async function noticesOf({ scope }: Viewer, { connections, months, basis }: Books) {
  const found = await Promise.all(
    connections.map(({ connection }) => listDerivations(scope, { connectionId: connection.id, months })),
  );
  return found
    .flat()
    .flatMap(({ month, notices }) =>
      notices.flatMap(({ pool, message, bases }) => (bases.includes(basis) ? [{ pool, message, month }] : [])),
    );
}

function namesOf(rules: Rules, { projects }: SharedCosts): Record<string, string> {
  const ids = new Set([...projects.map(({ project }) => project), ...rules.projects.map(({ id }) => id)]);
  return Object.fromEntries([...ids].map((id) => [id, projectName(rules, id)]));
}

/** Chains are proposed only where nothing says yet what a project is, and no further than they are read already. */
async function proposedRules({ scope }: Viewer, { connections }: Books, rules: Rules): Promise<Rules> {
  const published = await Promise.all(connections.map(({ connection }) => listPublished(scope.db, connection.id)));
  const cubes = new Set(published.flat().map(({ cube }) => cube));
  const proposed = proposeRules(rules, [...cubes].flatMap((cube) => tagKeyOf(cube) ?? []).sort());
  const { dimensions, assignments } = rules;
  if (dimensions.project.length + dimensions.environment.length + assignments.length > 0) {
    return { ...proposed, dimensions };
  }
  const read = (chain: readonly string[]) => {
    const end = chain.findIndex((_, at) => !cubes.has(chainCube(chain.slice(0, at + 1))));
    return end < 0 ? chain : chain.slice(0, end);
  };
  const { project, environment } = proposed.dimensions;
  return { ...proposed, dimensions: { project: read(project), environment: read(environment) } };
}
