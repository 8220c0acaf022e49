import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths } from '@/lib/finance/month';
import { projectOfHome } from '@/lib/finance/project-cost';
import { sumUnits } from '@/lib/store/costs';
import { sumShares, sumSlices } from '@/lib/store/derived-sums';
import { findRules } from '@/lib/store/rule-sets';
import { projectName } from './cost-labels';
import type { OverviewReport } from './overview-shapes';
import { projectPath } from './project-path';
import type { MonthState } from './shapes';

const UNTAGGED = '(untagged)';
const UNALLOCATED = '(unallocated)';

/**
 * Cost by project and month, what is shared among them included; what has no project in series of its own. Σ = the book of
 * each month. Null while no project costs anything.
 */
export async function projectGroups(
  { scope }: Viewer,
  connectionId: string,
  history: readonly MonthState[],
  basis: Basis,
): Promise<OverviewReport['groups'] | null> {
  const months = { from: history[0]?.month ?? '', to: addMonths(history.at(-1)?.month ?? '', 1) };
  const query = { connectionId, months };
  const [{ rules }, slices, shares, book] = await Promise.all([
    findRules(scope.db),
    sumSlices(scope, query, basis, ['month', 'home']),
    sumShares(scope, query, basis, ['month', 'home', 'side']),
    sumUnits(scope, { ...query, cube: 'recordType', groupBy: ['month'] }, basis),
  ]);
  const places = new Map(history.map(({ month }, at) => [month, at]));
  const series = new Map<string, bigint[]>();
  const add = (key: string, month: string, units: bigint) => {
    const at = places.get(month);
    if (at === undefined) return;
    const known = series.get(key) ?? history.map(() => 0n);
    known[at] = (known[at] ?? 0n) + units;
    series.set(key, known);
  };
  const keyOf = (home: string) => {
    const project = projectOfHome(home);
    if (project !== null) return `project:${project}`;
    return home === 'untagged' ? UNTAGGED : UNALLOCATED;
  };
  // A month that was not derived has its book among what has no project.
  for (const { month, units } of book) add(UNALLOCATED, month ?? '', units);
  for (const { month, home, units } of slices) {
    add(keyOf(home), month, units);
    add(UNALLOCATED, month, -units);
  }
  for (const { month, home, side, units } of shares) add(keyOf(home), month, side === 'in' ? units : -units);
  const projects = [...series].filter(([key]) => key.startsWith('project:'));
  if (projects.length === 0) return null;
  const size = (units: readonly bigint[]) => units.reduce((sum, each) => sum + each, 0n);
  const amounts = (units: readonly bigint[]) =>
    units.map((each, at) => (history[at]?.state === 'missing' ? null : formatDecimal(each)));
  const ours = [
    { key: UNTAGGED, label: 'Untagged', href: '/projects/tags' },
    { key: UNALLOCATED, label: 'Unallocated', href: '/projects' },
  ];
  return [
    ...projects
      .sort(([, a], [, b]) => (size(a) === size(b) ? 0 : size(a) > size(b) ? -1 : 1))
      .map(([key, units]) => {
        const id = key.slice('project:'.length);
        return { key, label: projectName(rules, id), href: projectPath(id), amounts: amounts(units) };
      }),
    ...ours.flatMap((each) => {
      const units = series.get(each.key);
      return units?.some((amount) => amount !== 0n) ? [{ ...each, amounts: amounts(units) }] : [];
    }),
  ];
}
