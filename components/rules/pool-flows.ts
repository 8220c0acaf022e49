import { prepareSankey, type SankeyModel } from '@/components/charts/prepare-sankey';
import type { Basis } from '@/lib/finance/basis';
import { formatDecimal } from '@/lib/finance/money';
import type { SharedCosts } from '@/lib/finance/shared-cost';

/** Projects that have a place of their own; more would leave no room for their names. */
const MOST_PROJECTS = 24;
const OTHERS = 'others';
const UNALLOCATED = 'unallocated';

export type PoolFlowsInput = {
  readonly costs: SharedCosts;
  readonly currency: string;
  readonly basis: Basis;
  readonly names: Readonly<Record<string, string>>;
  readonly title: string;
};

/** From pools to projects, and to Unallocated what they leave there. Beyond the largest projects the rest are one. */
export function preparePoolFlows({ costs, currency, basis, names, title }: PoolFlowsInput): SankeyModel {
  const sums = new Map<string, bigint>();
  for (const { project, units } of costs.flows) sums.set(project, (sums.get(project) ?? 0n) + units);
  const largest = [...sums].sort(([a, x], [b, y]) => (x === y ? (a < b ? -1 : 1) : x > y ? -1 : 1));
  const shown = largest.length > MOST_PROJECTS ? largest.slice(0, MOST_PROJECTS - 1) : largest;
  const own = new Set(shown.map(([project]) => project));
  const to = (project: string) => (own.has(project) ? `project:${project}` : OTHERS);
  return prepareSankey({
    title,
    currency,
    basis,
    sides: ['Pool', 'Project'],
    labels: {
      ...Object.fromEntries([...own].map((id) => [`project:${id}`, names[id] ?? id])),
      ...Object.fromEntries(costs.pools.map(({ pool }) => [`pool:${pool}`, pool])),
      [OTHERS]: `${largest.length - shown.length} other projects`,
      [UNALLOCATED]: 'Unallocated',
    },
    flows: [
      ...costs.flows.map(({ pool, project, units }) => ({
        ...{ from: `pool:${pool}`, to: to(project), amount: formatDecimal(units) },
      })),
      ...costs.pools
        .filter(({ left }) => left !== 0n)
        .map(({ pool, left }) => ({ from: `pool:${pool}`, to: UNALLOCATED, amount: formatDecimal(left) })),
    ],
  });
}
