import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths } from '@/lib/finance/month';
import type { RecordedOrganization } from '@/lib/finance/organization';
import { sumUnits } from '@/lib/store/costs';
import type { OverviewReport } from './overview-shapes';
import type { MonthState } from './shapes';

type Group = { readonly key: string; readonly label: string; readonly href: string | null };

const UNDER_ROOT: Group = { key: '(root)', label: 'Directly under the root', href: null };
const FORMER: Group = { key: '(former)', label: 'Former accounts', href: null };
const ALL: Group = { key: '(all)', label: 'All accounts', href: null };

/** The unit directly under the root that holds an account today; without an organization there is one group. */
export function topUnitOf(organization: RecordedOrganization | null): (account: string) => Group {
  if (!organization?.root) return () => ALL;
  const root = organization.root.id;
  const units = new Map(organization.units.map((unit) => [unit.id, unit]));
  const parents = new Map(organization.accounts.map(({ id, parentId }) => [id, parentId]));
  return (account) => {
    if (!parents.has(account)) return FORMER;
    let at = parents.get(account) ?? null;
    for (let steps = 0; at !== null && steps <= units.size; steps += 1) {
      const unit = units.get(at);
      if (!unit) break;
      if (unit.parentId === root)
        return { key: unit.id, label: unit.name, href: `/accounts/ou/${encodeURIComponent(unit.id)}` };
      at = unit.parentId;
    }
    return UNDER_ROOT;
  };
}

/** Cost by top-level unit and month, the costliest first. A month that is missing is null, never zero. */
export async function groupHistory(
  { scope }: Viewer,
  connectionId: string,
  organization: RecordedOrganization | null,
  history: readonly MonthState[],
  basis: Basis,
): Promise<OverviewReport['groups']> {
  const months = { from: history[0]?.month ?? '', to: addMonths(history.at(-1)?.month ?? '', 1) };
  const query = { connectionId, cube: 'recordType', months, groupBy: ['month', 'key1'] } as const;
  const places = new Map(history.map(({ month }, at) => [month, at]));
  const groupOf = topUnitOf(organization);
  const found = new Map<string, Group & { units: bigint[] }>();
  for (const { month, key1, units } of await sumUnits(scope, query, basis)) {
    const group = groupOf(key1 ?? '');
    const series = found.get(group.key) ?? { ...group, units: history.map(() => 0n) };
    const at = places.get(month ?? '');
    if (at !== undefined) series.units[at] = (series.units[at] ?? 0n) + units;
    found.set(group.key, series);
  }
  const sizeOf = ({ units }: { units: readonly bigint[] }) => units.reduce((sum, each) => sum + each, 0n);
  return [...found.values()]
    .sort((a, b) => (sizeOf(a) === sizeOf(b) ? 0 : sizeOf(a) > sizeOf(b) ? -1 : 1))
    .map(({ units, ...group }) => ({
      ...group,
      amounts: units.map((each, at) => (history[at]?.state === 'missing' ? null : formatDecimal(each))),
    }));
}
