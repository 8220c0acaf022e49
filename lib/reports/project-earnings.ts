import type { Viewer } from '@/lib/auth/viewer';
import { REVENUE } from '@/lib/finance/input-kind';
import { projectOfHome } from '@/lib/finance/project-cost';
import { listDedicatedRevenue } from '@/lib/store/dedicated-revenue';
import type { Books } from './books';
import { readInputs } from './finance-inputs';
import type { DerivedUnits } from './project-months';

/** Revenue by project in the months and currency of the books, units of 10⁻⁹: its own, and that of its dedicated accounts. */
export async function revenueOf(
  viewer: Viewer,
  { months, currency, connections }: Books,
  { slices }: DerivedUnits,
): Promise<ReadonlyMap<string, bigint>> {
  const [only, ...others] = connections;
  const connection = only && others.length === 0 ? only.connection.id : null;
  const ids = connections.map((each) => each.connection.id);
  const [entered, beyond] = await Promise.all([
    readInputs(viewer, REVENUE, { connection, currency, months }),
    listDedicatedRevenue(viewer.scope, ids, months),
  ]);
  const entries = [...entered, ...beyond.filter((each) => each.currency === currency)];
  const homes = new Map<string, string>();
  for (const { month, account, home, dedicated } of slices) if (dedicated) homes.set(`${month} ${account}`, home);
  const sums = new Map<string, bigint>();
  for (const { month, entity, amount } of entries) {
    const home = homes.get(`${month} ${entity.id}`);
    const project =
      entity.kind === 'project' ? entity.id : entity.kind === 'account' && home ? projectOfHome(home) : null;
    if (project !== null) sums.set(project, (sums.get(project) ?? 0n) + amount);
  }
  return sums;
}
