import { type CubeName, chainCube } from '@/lib/finance/cube';
import { detailCube, isDetailCube } from '@/lib/finance/detail-cube';
import type { DetailPlan } from '@/lib/finance/detail-plan';
import { type Month, monthsIn } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import { type DetailFacts, dueDetail } from './detail-due';
import type { ReadingSet } from './reading-set';
import type { SyncState } from './sync-state';

/** What a sync knows of `detail` before it asks. */
export const detailFactsOf = ({ detail, ruleSetId, rules, discovery }: SyncState): DetailFacts => ({
  reading: detail,
  ruleSetId,
  hasChains: rules.dimensions.project.length + rules.dimensions.environment.length > 0,
  definitionsChangedAt: discovery.changedAt,
});

/** The detail cubes to ask and their months: those that the store shows. Null when none is due. */
export async function detailSet(
  state: SyncState,
  now: Date,
  full: boolean,
  plan: () => Promise<DetailPlan>,
): Promise<(ReadingSet & { readonly plan: DetailPlan }) | null> {
  const due = dueDetail(detailFactsOf(state), now, full);
  if (due === null) return null;
  const planned = await plan();
  const shown = monthsIn(state.wanted.months).filter((month) => isShown(state, 'recordType', month));
  const months = new Map<string, Month[]>();
  for (const { shape } of planned.queries) {
    const cube = detailCube(shape);
    const asked = due === 'all' ? shown : shown.filter((month) => !isShown(state, cube, month));
    if (asked.length > 0) months.set(cube, asked);
  }
  return { plan: planned, months, reasons: new Map() };
}

const isShown = ({ readings }: SyncState, cube: string, month: Month): boolean =>
  readings.get(month)?.loadedAt.has(cube) ?? false;

/**
 * Requests that a reading of `detail` is expected to take: those of the cubes that are shown, and before the first reading
 * the most that the rules allow. Without a project chain every account has one home.
 */
export function expectedDetail(
  { dimensions, detailRequests }: Rules,
  cubes: Iterable<string>,
  isRead: boolean,
  requestsOf: (cube: string) => number,
): number {
  const known = [...cubes].filter(isDetailCube).reduce((sum, cube) => sum + requestsOf(cube), 0);
  if (isRead || known > 0) return Math.min(known, detailRequests);
  return dimensions.project.length > 0 ? detailRequests : 0;
}

/** True when every chain of the rules was read for some month: only then a plan of `detail` can be made. */
export const areChainsRead = ({ rules, readings }: SyncState): boolean =>
  [rules.dimensions.project, rules.dimensions.environment].every((keys) =>
    keys.every((_, at) => {
      const cube: CubeName = chainCube(keys.slice(0, at + 1));
      return [...readings.values()].some(({ loadedAt }) => loadedAt.has(cube));
    }),
  );
