import { dayOf } from '@/lib/finance/month';
import { type ConsoleAccess, getConsoleAccess } from '@/lib/store/console-access';
import { getOrganization } from '@/lib/store/organization';
import type { LocatedSubject } from './account';
import {
  costExplorerUrl,
  type Partition,
  partitionOfArn,
  partitionOfRegion,
  portalUrl,
  switchRoleUrl,
} from './console-links';

/** A way into an account at AWS. No credential passes through us. */
export type WayIn = { readonly label: string; readonly href: string; readonly note: string };

/** What an account is, as far as the way into it goes. `above`: the ids of its OUs and the root, nearest first. */
export type Entered = {
  readonly id: string;
  readonly name: string;
  readonly joinedMethod: string | null;
  readonly management: boolean;
  readonly above: readonly string[];
};

/** The ways into the account of a page, and to its figure; none for the demo, a bill in a file, or one that left. */
export async function waysInto({ viewer, subject, connection, books, now }: LocatedSubject): Promise<WayIn[]> {
  if (connection.kind !== 'aws' || subject.kind !== 'account') return [];
  const organization = await getOrganization(viewer.scope, connection.id, dayOf(now));
  const account = organization?.accounts.find(({ id }) => id === subject.id);
  if (!organization || !account) return [];
  const parents = new Map(organization.units.map(({ id, parentId }) => [id, parentId]));
  const above: string[] = [];
  for (let at = account.parentId ?? undefined; at !== undefined && !above.includes(at); at = parents.get(at))
    above.push(at);
  const partition = partitionOfArn(account.arn ?? '') ?? partitionOfRegion(connection.region ?? '');
  const management = account.id === organization.managementAccountId;
  const entered = { id: account.id, name: account.name, joinedMethod: account.joinedMethod, management, above };
  const destination = costExplorerUrl({ partition, account, months: books.months, basis: books.basis });
  return waysIn(entered, await getConsoleAccess(viewer.scope.db), partition, destination);
}

/** The ways by what the company set: role, portal, and the figure in Cost Explorer. */
export function waysIn(account: Entered, access: ConsoleAccess, partition: Partition, figure: string): WayIn[] {
  const role = roleFor(account, access);
  const { portal, permissionSet } = access;
  const target = portal && { portal, permissionSet, account: account.id, destination: null };
  const entrance = target ? portalUrl(target) : null;
  return [
    ...(role === null
      ? []
      : [
          {
            label: 'Switch role',
            href: switchRoleUrl({ partition, account: account.id, roleName: role, displayName: account.name }),
            note: `to ${role}`,
          },
        ]),
    ...(entrance === null
      ? []
      : [
          { label: 'Identity Center', href: entrance, note: permissionSet ? `as ${permissionSet}` : 'it asks as what' },
        ]),
    {
      label: 'Cost Explorer',
      href: figure,
      note: 'its services in these months, for whoever is signed in to the payer',
    },
  ];
}

/** The role of the nearest OU that has one; else the usual one, which an invited account and the payer do not have. */
function roleFor({ above, joinedMethod, management }: Entered, { roleName, roles }: ConsoleAccess): string | null {
  const byUnit = new Map(roles.map((each) => [each.ou, each.roleName]));
  const nearest = above.map((ou) => byUnit.get(ou)).find((role) => role !== undefined);
  if (nearest !== undefined) return nearest;
  return joinedMethod === 'CREATED' && !management ? roleName : null;
}
