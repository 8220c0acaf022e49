import type { Viewer } from '@/lib/auth/viewer';
import { addMonths, type Month, monthsIn } from '@/lib/finance/month';
import { projectOfHome } from '@/lib/finance/project-cost';
import { listPublishedMonths } from '@/lib/store/books';
import { listDerivations } from '@/lib/store/derived-reads';
import { sumShares, sumSlices } from '@/lib/store/derived-sums';
import type { Books } from './books';
import type { MonthState } from './shapes';

const MONTHS = 13;

/** What a project cost by month: its own charges and what was moved to it, in step with `months`. Units of 10⁻⁹. */
export type ProjectSeries = { readonly direct: readonly bigint[]; readonly shared: readonly bigint[] };

export type ProjectHistory = {
  readonly months: readonly MonthState[];
  readonly of: (project: string) => ProjectSeries;
};

/** Thirteen months to the last of the books, of all their connections together. One that a connection lacks is missing. */
export async function projectHistory(
  { scope }: Viewer,
  { connections, months, basis }: Books,
): Promise<ProjectHistory> {
  const range = { from: addMonths(months.to, -MONTHS), to: months.to };
  const list = monthsIn(range);
  const places = new Map(list.map((month, at) => [month, at]));
  const series = new Map<string, { direct: bigint[]; shared: bigint[] }>();
  const none = () => list.map(() => 0n);
  const add = (of: 'direct' | 'shared', home: string, month: Month, units: bigint) => {
    const project = projectOfHome(home);
    const at = places.get(month);
    if (project === null || at === undefined) return;
    const known = series.get(project) ?? { direct: none(), shared: none() };
    known[of][at] = (known[of][at] ?? 0n) + units;
    series.set(project, known);
  };
  const states = await Promise.all(
    connections.map(async ({ connection }) => {
      const query = { connectionId: connection.id, months: range };
      const [slices, shares, derived, published] = await Promise.all([
        sumSlices(scope, query, basis, ['month', 'home']),
        sumShares(scope, query, basis, ['month', 'home', 'side']),
        listDerivations(scope, query),
        listPublishedMonths(scope, connection.id),
      ]);
      for (const { month, home, units } of slices) add('direct', home, month, units);
      for (const { month, home, side, units } of shares) add('shared', home, month, side === 'in' ? units : -units);
      const has = new Set(derived.map(({ month }) => month));
      return new Map(published.filter(({ month }) => has.has(month)).map(({ month, estimated }) => [month, estimated]));
    }),
  );
  return {
    months: list.map((month) => {
      const found = states.map((each) => each.get(month));
      return { month, state: found.includes(undefined) ? 'missing' : found.includes(true) ? 'estimated' : 'final' };
    }),
    of: (project) => series.get(project) ?? { direct: none(), shared: none() },
  };
}
