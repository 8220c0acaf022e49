import type { OrganizationAccount, OrganizationalUnit } from '@/lib/finance/organization';
import { billWorld } from './bill-world';
import { scaledBill } from './scaled-bill';
import type { SandboxOrganization, World } from './world';

export type Scale = {
  readonly accounts: number;
  readonly units: number;
  readonly services: number;
  /** Raw record types, usage among them: 1 to 12. */
  readonly recordTypes: number;
  /** Values of every tag key, untagged among them: 1 is all untagged. */
  readonly tagValues: number;
  readonly tagKeys: number;
  /** Months, the open one included; default 14. */
  readonly months?: number;
  readonly seed?: number;
  /** AWS's clock, which stands still; default 2026-11-24T06:00Z. */
  readonly now?: Date;
};

const ROOT = { id: 'r-sc01', name: 'Root' };
const DEEPEST = 5;

/** A large synthetic organization with its bill, the same for the same scale and seed. OUs nest as far as they must, at most five deep. */
export function scaledWorld(scale: Scale): World {
  const now = scale.now ?? new Date('2026-11-24T06:00:00Z');
  const seed = scale.seed ?? 1;
  const organization = scaledOrganization(scale, seed);
  const tagKeys = ['app', 'env', 'team', 'cost-centre', 'data-class'].concat(
    Array.from({ length: Math.max(0, scale.tagKeys - 5) }, (_, i) => `key-${i + 6}`),
  );
  const bill = scaledBill(
    {
      accountIds: organization.accounts.map(({ id }) => id),
      services: scale.services,
      recordTypes: scale.recordTypes,
      tagValues: scale.tagValues,
      tagKeys: tagKeys.slice(0, scale.tagKeys),
      months: scale.months ?? 14,
      seed,
    },
    now,
  );
  return billWorld(bill, { now: () => now, organization, managementAccountId: organization.managementAccountId });
}

function scaledOrganization({ accounts, units }: Scale, seed: number): SandboxOrganization {
  const unitList = scaledUnits(units);
  const parents = [ROOT.id, ...unitList.map(({ id }) => id)];
  const accountList = Array.from({ length: accounts }, (_, i): OrganizationAccount => {
    const id = String((BigInt(seed) * 7_654_321n + BigInt(i) * 98_765_431n) % 1_000_000_000_000n).padStart(12, '0');
    return {
      id,
      name: `account-${String(i + 1).padStart(5, '0')}`,
      email: `aws+${id}@example.com`,
      arn: null,
      state: 'ACTIVE',
      joinedMethod: 'CREATED',
      joinedAt: '2021-05-06T07:08:09.000Z',
      parentId: parents[i % parents.length] ?? ROOT.id,
      tags: { team: `team-${i % 17}` },
    };
  });
  return {
    id: 'o-scaledworld',
    managementAccountId: accountList[0]?.id ?? '000000000000',
    featureSet: 'ALL',
    root: ROOT,
    units: unitList,
    accounts: accountList,
  };
}

/** A tree as wide as it must be to hold all units within five levels. */
function scaledUnits(count: number): OrganizationalUnit[] {
  const holds = (width: number): number => {
    let level = 1;
    let sum = 0;
    for (let depth = 0; depth < DEEPEST; depth++) {
      level *= width;
      sum += level;
    }
    return sum;
  };
  let width = 1;
  while (holds(width) < count) width++;
  const idOf = (i: number): string => `ou-sc01-${String(i).padStart(8, '0')}`;
  return Array.from({ length: count }, (_, i) => ({
    id: idOf(i),
    parentId: i < width ? ROOT.id : idOf(Math.floor(i / width) - 1),
    name: `unit-${String(i + 1).padStart(4, '0')}`,
    tags: {},
  }));
}
