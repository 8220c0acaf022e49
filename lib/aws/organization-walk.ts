import { AppError } from '@/lib/errors';
import type { OrganizationAccount, OrganizationalUnit, OrganizationSnapshot } from '@/lib/finance/organization';
import { badReply, type CallOptions } from './call';
import type { AwsClients } from './clients';
import { inParallel } from './drain';
import { type OrganizationCalls, organizationCalls } from './organization-calls';
import { type ListedAccount, parentInPaths, toAccount, toUnit } from './organization-reply';
import { causeOf } from './refusal';

export type WalkProgress = { readonly units: number; readonly accounts: number; readonly tagged: number };

export type WalkOptions = CallOptions & {
  /** Whose tags to read: nobody's, everyone's (OUs too), or those of these accounts. One request each. */
  readonly tags: 'none' | 'all' | readonly string[];
  readonly onProgress?: ((progress: WalkProgress) => void) | undefined;
};

const WALKS = 3;
/** AWS Organizations throttles early: two at a time is what organizations of hundreds of accounts endure. */
const WIDTH = 2;
/** OUs nest five deep below the root; those have no children to ask for. */
const DEEPEST = 5;
const MOVED = /^(Parent|Child|Target)NotFoundException$/;

/**
 * Walks the whole organization. Null when the account is in none: single-account mode.
 * A parent that vanishes on the way starts the walk anew, three times at most: a partial tree is never returned.
 * @throws AppError `aws-unavailable` when the organization would not hold still; else as `callAws`.
 */
export async function pullOrganization(
  clients: AwsClients,
  options: WalkOptions,
): Promise<OrganizationSnapshot | null> {
  const calls = organizationCalls(clients, options);
  let last: unknown;
  for (let walk = 1; walk <= WALKS; walk++) {
    try {
      const snapshot = await walkOnce(calls, options, walk);
      if (snapshot !== 'moved') return snapshot;
    } catch (error) {
      if (causeOf(error).name === 'AWSOrganizationsNotInUseException') return null;
      if (!MOVED.test(causeOf(error).name)) throw error;
      last = error;
    }
  }
  throw new AppError(
    'aws-unavailable',
    `The organization changed during each of ${WALKS} walks; its tree was not read`,
    {
      cause: last,
      fix: 'Sync again when accounts and OUs are not being moved. The last complete tree is kept.',
    },
  );
}

async function walkOnce(
  calls: OrganizationCalls,
  options: WalkOptions,
  walk: number,
): Promise<OrganizationSnapshot | 'moved'> {
  const organization = await calls.describe();
  const [root, ...others] = await calls.roots();
  if (!root || others.length > 0) throw badReply('ListRoots', `${others.length + (root ? 1 : 0)} roots; there is one`);
  const listed = new Map((await calls.accounts()).map((account) => [account.Id, account]));
  const progress = { units: 0, accounts: listed.size, tagged: 0 };
  const report = (change: Partial<WalkProgress>) => options.onProgress?.(Object.assign(progress, change));
  report({});
  // A walk that is repeated asks the deepest OUs too, in case AWS nests deeper than it documents.
  const units = await walkUnits(calls, root.Id, walk > 1 ? Number.POSITIVE_INFINITY : DEEPEST, (count) =>
    report({ units: count }),
  );
  const parents = await placeAccounts(calls, listed, [root.Id, ...units.keys()]);
  // An OU that was made, or an account that moved, while we read: read again, once. Then it is kept without a place.
  const unplaced = [...listed.keys()].some((id) => !parents.has(id));
  if (unplaced && walk === 1) return 'moved';
  const accounts = [...listed.values()].map((account) => toAccount(account, parents.get(account.Id) ?? null));
  const tags = await pullTags(calls, options.tags, [...units.keys()], [...listed.keys()], (count) =>
    report({ tagged: count }),
  );
  return {
    id: organization.Id,
    managementAccountId: organization.MasterAccountId,
    featureSet: organization.FeatureSet ?? null,
    root: { id: root.Id, name: root.Name ?? root.Id },
    units: [...units.values()].map((unit) => withTags(unit, tags)),
    accounts: accounts.map((account) => withTags(account, tags)),
  };
}

async function walkUnits(
  calls: OrganizationCalls,
  rootId: string,
  deepest: number,
  onCount: (count: number) => void,
): Promise<Map<string, OrganizationalUnit>> {
  const units = new Map<string, OrganizationalUnit>();
  await inParallel([{ id: rootId, depth: 0 }], WIDTH, async ({ id, depth }) => {
    const found = (await calls.unitsOf(id)).filter(({ Id }) => !units.has(Id));
    for (const unit of found) units.set(unit.Id, toUnit(unit, id));
    onCount(units.size);
    return depth + 1 < deepest ? found.map(({ Id }) => ({ id: Id, depth: depth + 1 })) : [];
  });
  return units;
}

/**
 * The parent of each account. The path that came with an account tells it; without paths every parent is asked for
 * its accounts, and one that the first listing missed is added to `listed`.
 */
async function placeAccounts(
  calls: OrganizationCalls,
  listed: Map<string, ListedAccount>,
  parentIds: readonly string[],
): Promise<Map<string, string>> {
  const known = new Set(parentIds);
  const parents = new Map<string, string>();
  const pathless = listed.size === 0 || [...listed.values()].some((account) => parentInPaths(account) === null);
  if (!pathless) {
    for (const account of listed.values()) {
      const parent = parentInPaths(account);
      if (parent !== null && known.has(parent)) parents.set(account.Id, parent);
    }
    return parents;
  }
  await inParallel([...parentIds], WIDTH, async (parentId) => {
    for (const account of await calls.accountsOf(parentId)) {
      if (!listed.has(account.Id)) listed.set(account.Id, account);
      parents.set(account.Id, parentId);
    }
    return undefined;
  });
  return parents;
}

type Tags = Readonly<Record<string, string>>;

async function pullTags(
  calls: OrganizationCalls,
  wanted: WalkOptions['tags'],
  unitIds: readonly string[],
  accountIds: readonly string[],
  onCount: (count: number) => void,
): Promise<ReadonlyMap<string, Tags>> {
  const tags = new Map<string, Tags>();
  if (wanted === 'none') return tags;
  const asked = new Set(wanted);
  const ids = wanted === 'all' ? [...unitIds, ...accountIds] : accountIds.filter((id) => asked.has(id));
  await inParallel([...ids], WIDTH, async (id) => {
    try {
      // A null prototype: a tag may be called `__proto__`.
      const found: Record<string, string> = Object.create(null);
      for (const { Key, Value } of await calls.tagsOf(id)) found[Key] = Value;
      tags.set(id, found);
      onCount(tags.size);
    } catch (error) {
      // Gone since the listing: its tags stay what they were, as for one that was not asked.
      if (causeOf(error).name !== 'TargetNotFoundException') throw error;
    }
    return undefined;
  });
  return tags;
}

const withTags = <Tagged extends OrganizationAccount | OrganizationalUnit>(
  node: Tagged,
  tags: ReadonlyMap<string, Tags>,
): Tagged => {
  const found = tags.get(node.id);
  return found === undefined ? node : { ...node, tags: found };
};
