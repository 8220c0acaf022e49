import type { Viewer } from '@/lib/auth/viewer';
import type { Month } from '@/lib/finance/month';
import type { RecordedOrganization } from '@/lib/finance/organization';
import { FORMER } from '@/lib/finance/tree';
import { getOrganization, listAccountsSeen } from '@/lib/store/organization';
import type { ConnectionBooks } from './books';
import { placementDay } from './placement-day';

const UNKNOWN = '(unknown)';

/** Names of accounts and OUs, and the OU of an account in a month: its place on the month's last day (`finance.md` §7). */
export type Placements = {
  readonly names: ReadonlyMap<string, string>;
  readonly unitNames: ReadonlyMap<string, string>;
  readonly knowsUnit: (unit: string) => boolean;
  /** The direct parent; `former` for an account that had left, `(unknown)` where no place is recorded or may be seen. */
  readonly unitOf: (connectionId: string) => (account: string, month: Month) => string;
  /** True for an account in one of the OUs or below it. */
  readonly inUnits: (connectionId: string, units: ReadonlySet<string>) => (account: string, month: Month) => boolean;
};

type Place = { readonly parents: ReadonlyMap<string, string | null>; readonly above: ReadonlyMap<string, string> };

/** Reads names, and the organization of every month, as far as a report needs them. */
export async function placementsOf(
  viewer: Viewer,
  books: readonly ConnectionBooks[],
  needs: 'none' | 'names' | 'units',
  now: Date = new Date(),
): Promise<Placements> {
  const names = new Map<string, string>();
  const unitNames = new Map<string, string>([[FORMER, 'Former accounts']]);
  const places = new Map<string, Place | null>();
  if (needs !== 'none') {
    const seen = await Promise.all(books.map(({ connection }) => listAccountsSeen(viewer.scope, connection.id)));
    for (const { accountId, name } of seen.flat()) names.set(accountId, name);
  }
  for (const { connection, months } of needs === 'units' ? books : []) {
    for (const { month } of months) {
      const organization = await getOrganization(viewer.scope, connection.id, placementDay(month, now));
      places.set(`${connection.id}:${month}`, organization?.root ? placeOf(organization) : null);
      for (const { id, name } of [organization?.root, ...(organization?.units ?? [])].flatMap((each) => each ?? [])) {
        if (viewer.units === 'all' || viewer.units.has(id)) unitNames.set(id, name);
      }
    }
  }
  const place = (connectionId: string, month: Month) => places.get(`${connectionId}:${month}`) ?? null;
  return {
    names,
    unitNames,
    knowsUnit: (unit) => unitNames.has(unit),
    unitOf: (connectionId) => (account, month) => {
      const parents = place(connectionId, month)?.parents;
      if (!parents) return UNKNOWN;
      const parent = parents.get(account);
      if (parent === undefined) return FORMER;
      return parent !== null && unitNames.has(parent) ? parent : UNKNOWN;
    },
    inUnits: (connectionId, units) => (account, month) => {
      const found = place(connectionId, month);
      const parent = found?.parents.get(account);
      if (!found) return false;
      if (parent === undefined) return units.has(FORMER);
      return parent !== null && isBelow(found.above, parent, units);
    },
  };
}

const placeOf = ({ accounts, units }: RecordedOrganization): Place => ({
  parents: new Map(accounts.map(({ id, parentId }) => [id, parentId])),
  above: new Map(units.map(({ id, parentId }) => [id, parentId])),
});

/** Climbs from a unit to the root; a ring of units, which AWS does not make, ends after as many steps as there are. */
function isBelow(above: ReadonlyMap<string, string>, unit: string, units: ReadonlySet<string>): boolean {
  let here: string | undefined = unit;
  for (let steps = 0; here !== undefined && steps <= above.size; steps += 1) {
    if (units.has(here)) return true;
    here = above.get(here);
  }
  return false;
}
