import type { OrganizationAccount } from '@/lib/finance/organization';
import { createConnection } from './connections';
import type { Database } from './database';
import { account, organization, unit } from './fixture';
import { getOrganization, listEvents, saveOrganization } from './organization';
import { mintScope } from './scope';

export const at = (day: string, time = '12:00') => `${day}T${time}:00.000Z`;
export const UNITS = [unit('ou-a', 'r-1', 'A'), unit('ou-b', 'r-1', 'B'), unit('ou-b1', 'ou-b', 'B1')];
export const ACCOUNTS = [
  account('1', 'r-1'),
  account('2', 'ou-a', { tags: { team: 'search' } }),
  account('3', 'ou-b1'),
];

/** The three accounts, one of them under another parent. */
export const moved = (id: string, parentId: string): OrganizationAccount[] =>
  ACCOUNTS.map((each) => (each.id === id ? { ...each, parentId } : each));

/** A connection in a fresh store, walked and read as of days. */
export async function walkedBooks(open: () => Promise<Database>) {
  const db = await open();
  const { id } = await createConnection(db, { name: 'payer', kind: 'demo' });
  const scope = mintScope(db, 'all');
  return {
    db,
    id,
    scope,
    walk: (day: string, accounts: readonly OrganizationAccount[], units = UNITS) =>
      saveOrganization(db, id, organization(units, accounts), day.length > 10 ? day : at(day)),
    on: async (day: string) => getOrganization(scope, id, day),
    placesOn: async (day: string) =>
      Object.fromEntries(
        ((await getOrganization(scope, id, day))?.accounts ?? []).map((each) => [each.id, each.parentId]),
      ),
    events: async (from = '2020-01-01', to = '2030-01-01') => listEvents(scope, id, from, to),
  };
}
