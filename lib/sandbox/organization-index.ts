import type { OrganizationAccount, OrganizationalUnit } from '@/lib/finance/organization';
import { byKey } from './by-key';
import type { SandboxOrganization } from './world';

/** An organization looked up by id and by parent. */
export type OrganizationIndex = {
  readonly units: ReadonlyMap<string, OrganizationalUnit>;
  readonly accounts: ReadonlyMap<string, OrganizationAccount>;
  readonly unitsUnder: ReadonlyMap<string, readonly OrganizationalUnit[]>;
  readonly accountsUnder: ReadonlyMap<string, readonly OrganizationAccount[]>;
};

const indexes = new WeakMap<SandboxOrganization, OrganizationIndex>();

/** Built once per organization, which is replaced whole when it changes. */
export function indexOf(organization: SandboxOrganization): OrganizationIndex {
  const known = indexes.get(organization);
  if (known) return known;
  const placed = organization.accounts.filter(({ parentId }) => parentId !== null);
  const index = {
    units: new Map(organization.units.map((unit) => [unit.id, unit])),
    accounts: new Map(organization.accounts.map((account) => [account.id, account])),
    unitsUnder: byKey(organization.units, ({ parentId }) => parentId),
    accountsUnder: byKey(placed, ({ parentId }) => parentId ?? ''),
  };
  indexes.set(organization, index);
  return index;
}

/** `o-…/r-…/ou-…/` of a root or OU: AWS's Path. */
export function pathOf(organization: SandboxOrganization, id: string): string {
  const { units } = indexOf(organization);
  const ids: string[] = [];
  for (let unit = units.get(id); unit; unit = units.get(unit.parentId)) {
    if (ids.includes(unit.id)) break;
    ids.unshift(unit.id);
  }
  return `${[organization.id, organization.root.id, ...ids].join('/')}/`;
}
