import type { Basis } from '../basis';
import type { ChargeClass } from '../charge-class';
import { homeOfKey } from '../home';
import type { Day, MonthRange } from '../month';
import type { RuleDimension } from '../rules';
import type { TagVariant } from '../tag-variant';

/**
 * An account in the months of a review. Amounts are units of 10⁻⁹, in the review's basis. What was not read is null, and
 * never a finding.
 */
export type ReviewAccount = {
  readonly id: string;
  readonly name: string;
  /** AWS's word for its state now; null when AWS gave none. */
  readonly state: string | null;
  /** The same on the first day of the months; where nothing was recorded by then, the earliest that was. */
  readonly stateBefore: string | null;
  /** The day on which it joined, as AWS says, else on which it was first seen. */
  readonly since: Day | null;
  /** The root or OU that holds it; null when that is not known. */
  readonly parentId: string | null;
  /** Null where the account's tags were never asked for. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** False for one that only costs know. */
  readonly inOrganization: boolean;
  readonly total: bigint;
  readonly usage: bigint;
  readonly classes: ReadonlyMap<ChargeClass, bigint>;
  /** The home that a rule gave all of it, in all the months (`keyOfHome`); null for a mixed account. */
  readonly dedicated: string | null;
  /** Every charge by home, and of it the usage. */
  readonly homes: ReadonlyMap<string, { readonly total: bigint; readonly usage: bigint }>;
  /** Usage by environment; keys of ours in parentheses. */
  readonly environments: ReadonlyMap<string, bigint>;
  readonly services: ReadonlyMap<string, bigint> | null;
  /** Usage of the e-mail service by home; null where that was not fetched. */
  readonly senders: ReadonlyMap<string, bigint> | null;
  /** Support that no pool gave to a project. */
  readonly unsharedSupport: bigint;
  /** Fees of commitments that were bought here, unblended; null where record types were not read. */
  readonly commitmentFees: bigint | null;
  /** Cost of the last three whole months, oldest first; null for a month that is not in the books. */
  readonly lastMonths: readonly (bigint | null)[];
};

export type ReviewUnit = { readonly id: string; readonly name: string; readonly parentId: string };

export type ReviewProject = { readonly name: string; readonly class: string | null; readonly owner: string | null };

/** What the account review looks at: one connection, some months, one basis. */
export type ReviewFacts = {
  readonly months: MonthRange;
  readonly basis: Basis;
  /** The first day of the oldest of `lastMonths`. */
  readonly dormantSince: Day;
  readonly root: { readonly id: string; readonly name: string } | null;
  readonly managementAccountId: string | null;
  readonly units: readonly ReviewUnit[];
  readonly accounts: readonly ReviewAccount[];
  /** By id; one that only rules or tags name is not in it. */
  readonly projects: ReadonlyMap<string, ReviewProject>;
  /** The tag keys of the project chain: without one nothing is said of tags. */
  readonly projectKeys: readonly string[];
  readonly variants: readonly (TagVariant & { readonly dimension: RuleDimension })[];
};

/** One unit of the currency: what is below is no reason to change anything. */
const MATERIAL = 1_000_000_000n;

/** True for an amount that a reader would want to hear of. */
export const isMaterial = (units: bigint): boolean => units >= MATERIAL;

/** True for a part that is at least a hundredth of the whole, and material. */
export const isPresent = (part: bigint, whole: bigint): boolean => isMaterial(part) && part * 100n >= whole;

/** True for one of AWS's words for an account that is used. A missing or new word is not held against an account. */
export const isOpen = ({ state }: Pick<ReviewAccount, 'state'>): boolean => !isClosing(state);

/** True for AWS's words for an account that is closed, or on its way. */
export const isClosing = (state: string | null): boolean =>
  state !== null && ['SUSPENDED', 'CLOSED', 'PENDING_CLOSURE'].includes(state);

/** The projects in a mixed account's usage that are present in it, the costliest first. */
export function projectsIn({ homes, usage }: ReviewAccount): { readonly id: string; readonly usage: bigint }[] {
  return [...homes]
    .flatMap(([key, sums]) => {
      const home = homeOfKey(key);
      return home.kind === 'project' ? [{ id: home.id, usage: sums.usage }] : [];
    })
    .filter((each) => isPresent(each.usage, usage))
    .sort((a, b) => largestFirst(a.usage, b.usage) || (a.id < b.id ? -1 : 1));
}

export const largestFirst = (a: bigint, b: bigint): number => (a === b ? 0 : a > b ? -1 : 1);

/** `part` of `whole` in whole percent, rounded down; '' where there is none. */
export const percentOf = (part: bigint, whole: bigint): string => (whole > 0n ? `${(part * 100n) / whole} %` : '');

/** The name of a project; its id where nobody named it. */
export const nameOfProject = ({ projects }: ReviewFacts, id: string): string => projects.get(id)?.name ?? id;

export const sumOf = (amounts: Iterable<bigint>): bigint => {
  let sum = 0n;
  for (const units of amounts) sum += units;
  return sum;
};
