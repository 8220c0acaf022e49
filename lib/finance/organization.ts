import type { Day } from './month';

/** An organizational unit as AWS Organizations reports it. */
export type OrganizationalUnit = {
  readonly id: string;
  readonly parentId: string;
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
};

/** A member account. `state` is AWS's word, kept even when it is new to us; null when AWS gave none. */
export type OrganizationAccount = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly arn: string | null;
  readonly state: string | null;
  readonly joinedMethod: string | null;
  /** ISO instant, UTC. */
  readonly joinedAt: string | null;
  /** The root or OU that holds it; null when the walk saw the account but not its place. */
  readonly parentId: string | null;
  /** Absent when tags were not asked for in this walk: what is stored then stays. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
};

/** One complete walk of AWS Organizations. A partial walk is never one of these. */
export type OrganizationSnapshot = {
  readonly id: string;
  readonly managementAccountId: string;
  readonly featureSet: string | null;
  readonly root: { readonly id: string; readonly name: string };
  readonly units: readonly OrganizationalUnit[];
  readonly accounts: readonly OrganizationAccount[];
};

/** The organization of one day, as the store recorded it: a snapshot plus the accounts that only costs know. */
export type RecordedOrganization = {
  readonly connectionId: string;
  readonly asOf: Day;
  readonly managementAccountId: string | null;
  readonly root: { readonly id: string; readonly name: string } | null;
  readonly units: readonly OrganizationalUnit[];
  readonly accounts: readonly OrganizationAccount[];
  /** Accounts that have cost but are not in the organization (any more); `name` is the last known one. */
  readonly former: readonly { readonly id: string; readonly name: string; readonly lastSeen: Day | null }[];
};
