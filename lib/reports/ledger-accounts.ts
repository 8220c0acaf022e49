import type { Viewer } from '@/lib/auth/viewer';
import type { LedgerAccount, LedgerConnection } from '@/lib/finance/ledger-month';
import type { Day } from '@/lib/finance/month';
import type { RecordedOrganization } from '@/lib/finance/organization';
import type { Connection } from '@/lib/store/connections';
import { getOrganization, listAccountsSeen } from '@/lib/store/organization';
import { sees } from '@/lib/store/scope';

/** Names and places of accounts on a day, and the account that pays, as far as the viewer may know them. */
export async function ledgerAccounts(
  { scope, units }: Viewer,
  { id, managementAccountId }: Connection,
  day: Day,
): Promise<{ readonly accounts: Map<string, LedgerAccount>; readonly payer: LedgerConnection['payer'] }> {
  const [organization, seen] = await Promise.all([getOrganization(scope, id, day), listAccountsSeen(scope, id)]);
  const accounts = new Map<string, LedgerAccount>(seen.map(({ accountId, name }) => [accountId, { name, units: [] }]));
  for (const { id: account, name } of organization?.former ?? []) accounts.set(account, { name, units: [] });
  for (const { id: account, name, parentId } of organization?.accounts ?? [])
    accounts.set(account, { name, units: unitsAbove(organization, parentId, units) });
  const payer = managementAccountId ?? organization?.managementAccountId ?? null;
  return {
    accounts,
    payer: payer !== null && sees(scope, payer) ? { id: payer, name: accounts.get(payer)?.name ?? '' } : null,
  };
}

/** The names of the units from the root down to a parent; those that the viewer may not see are left out. */
function unitsAbove(
  organization: RecordedOrganization | null,
  parent: string | null,
  units: Viewer['units'],
): string[] {
  const known = new Map(organization?.units.map((unit) => [unit.id, unit]));
  const root = organization?.root ?? null;
  const names: string[] = [];
  const passed = new Set<string>();
  for (let here = parent; here !== null && !passed.has(here); here = known.get(here)?.parentId ?? null) {
    passed.add(here);
    const name = here === root?.id ? root.name : known.get(here)?.name;
    if (name !== undefined && (units === 'all' || units.has(here))) names.unshift(name);
  }
  return names;
}
