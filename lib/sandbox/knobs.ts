import type { SandboxRequest } from './request';

/**
 * How often a trouble strikes: a number counts down over the Cost Explorer and Organizations attempts that it hits
 * (`Infinity` never ends); a function is asked at every attempt, of STS too, and can hold for a while or pick an
 * operation.
 */
export type Trouble = number | ((request: SandboxRequest) => boolean);

/** Everything that can be made to go wrong or to look different. All may be turned while the sandbox serves. */
export type Knobs = {
  /** Groups in a page of GetCostAndUsage. AWS's own size is not documented. */
  pageSize: number;
  /** Upper bound of a page of Organizations, at most AWS's 20. */
  organizationPageSize: number;
  /** Empty pages with a token before the first page of every listing. */
  emptyPages: number;
  /** Every page carries the same token, which gives the same page again, for ever. */
  repeatToken: boolean;
  /** A later page begins with the group that ended the page before it. */
  duplicateGroups: boolean;
  /** LimitExceededException of Cost Explorer, TooManyRequestsException of Organizations, Throttling of STS. */
  throttle: Trouble;
  /** HTTP 200 with half a body; AWS bills it. */
  truncate: Trouble;
  /** HTTP 500 with a page of HTML, as a proxy gives. */
  htmlErrors: Trouble;
  /** The connection is cut without an answer. */
  dropConnection: Trouble;
  /** ParentNotFoundException from a listing by parent: the parent went away during the walk. */
  parentNotFound: Trouble;
  /** InvalidNextTokenException for a request that carries a token. */
  invalidToken: Trouble;
  /** Tokens become invalid after so many further attempts; null: never. */
  expireTokensAfter: number | null;
  /** IAM actions that no policy allows: `ce:GetCostAndUsage`, `organizations:ListAccounts`, `sts:AssumeRole`. */
  deny: ReadonlySet<string>;
  /** Cost Explorer was never enabled, or IAM access to billing is off. */
  costExplorerOff: boolean;
  /** Cost Explorer was enabled today: no data yet. */
  dataUnavailable: boolean;
  /** The credentials are of this member account: its own cost only, no tags or definitions, no walk. Null: as the world says. */
  memberOnly: string | null;
  noOrganization: boolean;
  /** Accounts and OUs without `Paths` and `Path`, as older partitions answer. */
  withoutPaths: boolean;
  withoutState: boolean;
  /** `Status` was retired on 2026-09-09. */
  withoutStatus: boolean;
  /** Leaves DimensionValueAttributes empty. */
  withoutAttributes: boolean;
  /** ValidationException, not untagged groups, for a tag key that is not active. */
  refuseInactiveTags: boolean;
  /** One access key is good for so many requests, then ExpiredTokenException; null: no limit. */
  expiredCredentialsAfter: number | null;
  /** Lifetime of credentials from AssumeRole; null: as asked for. */
  credentialLifetimeSeconds: number | null;
  /** AWS's clock minus ours. Beyond five minutes a signature is refused; the Date header tells the time. */
  clockSkewMinutes: number;
  latencyMs: number;
  /** Awaited before each answer: a test can kill, restate or move here. */
  onRequest: ((request: SandboxRequest) => void | Promise<void>) | null;
  /** Fields that no model knows, in replies, groups and accounts. */
  extraFields: boolean;
  /** Amounts in E-notation: `"4.2E-9"`. */
  scientific: boolean;
  /** Zero is written `"-0"`. */
  negativeZero: boolean;
  /** Decimals of an amount: ten at AWS, at most 18. */
  decimals: number;
  /** The last group of every page, or the last total, is in this unit instead of the bill's currency; null: none. */
  oddUnit: string | null;
};

export const DEFAULT_KNOBS: Readonly<Knobs> = {
  pageSize: 5000,
  organizationPageSize: 20,
  emptyPages: 0,
  repeatToken: false,
  duplicateGroups: false,
  throttle: 0,
  truncate: 0,
  htmlErrors: 0,
  dropConnection: 0,
  parentNotFound: 0,
  invalidToken: 0,
  expireTokensAfter: null,
  deny: new Set(),
  costExplorerOff: false,
  dataUnavailable: false,
  memberOnly: null,
  noOrganization: false,
  withoutPaths: false,
  withoutState: false,
  withoutStatus: true,
  withoutAttributes: false,
  refuseInactiveTags: false,
  expiredCredentialsAfter: null,
  credentialLifetimeSeconds: null,
  clockSkewMinutes: 0,
  latencyMs: 0,
  onRequest: null,
  extraFields: false,
  scientific: false,
  negativeZero: false,
  decimals: 10,
  oddUnit: null,
};

type TroubleName = 'throttle' | 'truncate' | 'htmlErrors' | 'dropConnection' | 'parentNotFound' | 'invalidToken';

/** True when the trouble strikes this request; a counted one is then one less. */
export function strikes(knobs: Knobs, name: TroubleName, request: SandboxRequest): boolean {
  const trouble = knobs[name];
  if (typeof trouble === 'function') return trouble(request);
  if (trouble <= 0 || request.service === 'sts') return false;
  knobs[name] = trouble - 1;
  return true;
}
