import type { Bill } from '@/lib/finance/bill';
import type { Day } from '@/lib/finance/month';
import type { OrganizationSnapshot } from '@/lib/finance/organization';

export type SandboxPolicy = {
  readonly id: string;
  readonly name: string;
  /** `SERVICE_CONTROL_POLICY`, `TAG_POLICY`, … */
  readonly type: string;
  readonly description: string;
  readonly awsManaged: boolean;
};

/** The organization that the sandbox shows: a snapshot, and what a walk does not carry. */
export type SandboxOrganization = OrganizationSnapshot & {
  readonly policies?: readonly SandboxPolicy[] | undefined;
  /** Ids of member accounts that may read the organization. */
  readonly delegatedAdministrators?: readonly string[] | undefined;
  readonly rootTags?: Readonly<Record<string, string>> | undefined;
};

/** A cost-allocation tag key. A key that the world does not list, or lists as inactive, groups nothing: all is `key$`. */
export type CostAllocationTag = {
  readonly key: string;
  readonly type: 'UserDefined' | 'AWSGenerated';
  readonly status: 'Active' | 'Inactive';
  /** ISO instants; null is left out of the reply. */
  readonly lastUpdatedAt: string | null;
  readonly lastUsedAt: string | null;
  /** Charges before this day carry no value of the key, unless a backfill reached them. Absent: all carry theirs. */
  readonly activeSince?: Day | undefined;
};

export type CostCategory = {
  readonly name: string;
  readonly arn: string;
  /** ISO instant; charges before it are uncategorised. */
  readonly effectiveStart: string;
  readonly status: 'APPLIED' | 'PROCESSING';
};

export type TagBackfill = {
  /** ISO instants. */
  readonly backfillFrom: string;
  readonly requestedAt: string;
  readonly completedAt: string | null;
  readonly status: 'PROCESSING' | 'SUCCEEDED' | 'FAILED';
  readonly lastUpdatedAt: string;
};

/**
 * What the sandbox answers from. Its fields may be replaced while it serves (a refresh by AWS, a restated month, a
 * move); the bill and the organization are replaced whole, never changed in place.
 */
export type World = {
  /** AWS's clock: decides which months exist, which are open, and which charges are visible yet. */
  now: () => Date;
  bill: Bill;
  /** Null: the account is not in an organization. */
  organization: SandboxOrganization | null;
  tagKeys: readonly CostAllocationTag[];
  categories: readonly CostCategory[];
  backfills: readonly TagBackfill[];
  /** Whose credentials ask, before any role is assumed. */
  identity: { readonly accountId: string; readonly arn: string };
  /** Roles that may be assumed, by ARN; an `externalId` of null asks for none. */
  roles: Readonly<Record<string, { readonly externalId: string | null }>>;
  /** Names of accounts that have cost but are not in the organization (any more). */
  accountNames: Readonly<Record<string, string>>;
  /** Months that Cost Explorer serves, the open one included: 14 (default), or 38 with the multi-year opt-in. */
  historyMonths?: number | undefined;
  /** The UTC day of the month on which the previous month stops being estimated; default 5. */
  finalDay?: number | undefined;
};

/** The name that Cost Explorer knows for an account, or null. */
export const accountNameOf = (world: World, accountId: string): string | null =>
  namesIn(world.organization).get(accountId) ??
  (Object.hasOwn(world.accountNames, accountId) ? (world.accountNames[accountId] ?? null) : null);

const names = new WeakMap<SandboxOrganization, ReadonlyMap<string, string>>();

function namesIn(organization: SandboxOrganization | null): ReadonlyMap<string, string> {
  if (!organization) return new Map();
  const known = names.get(organization) ?? new Map(organization.accounts.map(({ id, name }) => [id, name]));
  names.set(organization, known);
  return known;
}
