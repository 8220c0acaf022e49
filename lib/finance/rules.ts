import { CHARGE_CLASSES, type ChargeClass } from './charge-class';
import type { Month } from './month';

/** What a rule decides: whose a cost is (a project or a shared pool), and which environment it belongs to. */
export type RuleDimension = 'project' | 'environment';

/** Months `[from, to)` in which a rule holds; null is open. */
export type Effective = { readonly from: Month | null; readonly to: Month | null };

export type Project = {
  readonly id: string;
  readonly name: string;
  /** `cogs`, `rnd`, `operations`, or one that the company added; null when none was given. */
  readonly class: string | null;
  readonly owner: string | null;
};

/** A condition on an account: its name, place and tags as recorded for the last day of the month. */
export type AccountCondition =
  | { readonly kind: 'accounts'; readonly ids: readonly string[] }
  | { readonly kind: 'ou'; readonly id: string }
  | { readonly kind: 'accountTag'; readonly key: string; readonly value: string | null }
  | { readonly kind: 'accountName'; readonly pattern: string };

/** A condition on a raw value of a tag chain; `dimension` null is the chain of what the rule yields. */
export type TagCondition =
  | { readonly kind: 'tagValues'; readonly values: readonly string[]; readonly dimension: RuleDimension | null }
  | { readonly kind: 'tagPattern'; readonly pattern: string; readonly dimension: RuleDimension | null };

export type Assignment = Effective & {
  readonly when: AccountCondition | TagCondition;
  /** What is yielded besides the named groups of a pattern; a literal comes before a group. */
  readonly then: { readonly project?: string; readonly pool?: string; readonly environment?: string };
};

export type PoolSource =
  | { readonly kind: 'pool'; readonly id: string }
  | { readonly kind: 'chargeClass'; readonly chargeClass: ChargeClass }
  | { readonly kind: 'charges'; readonly account: string | 'all' }
  | { readonly kind: 'untagged'; readonly account: string | 'all' };

/** What a share goes by: the usage of a target, all its direct cost, or its revenue. */
export type SplitWeight = 'usage' | 'direct' | 'revenue';

/** A rule that moves shared cost to projects (`finance.md` §8). Order decides only which pool takes a slice. */
export type PoolRule = Effective & {
  readonly id: string;
  readonly source: PoolSource;
  /** A charge class is taken out of dedicated accounts, too. */
  readonly includeDedicated: boolean;
  readonly method: 'even' | 'proportional' | 'fixed' | 'keep';
  /** Also how a project's slices share what it was given, whatever the method. */
  readonly weight: SplitWeight;
  /** Of `fixed`: percent by project id, in units of 10⁻⁹; those above zero add up to `FIXED_WHOLE`. */
  readonly weights: ReadonlyMap<string, bigint>;
  readonly targets: 'all' | 'sameAccount' | readonly string[];
  /** For `sameAccount` where the account has no project. */
  readonly otherwise: 'all' | 'keep';
};

/** Everything that gives a dollar its home. Rules are ordered: the first match wins, for each dimension. */
export type Rules = {
  /** Tag keys that mean the same thing, the one that counts first first. */
  readonly dimensions: { readonly project: readonly string[]; readonly environment: readonly string[] };
  readonly detailRequests: number;
  readonly projects: readonly Project[];
  readonly assignments: readonly Assignment[];
  readonly pools: readonly PoolRule[];
};

export const DETAIL_REQUESTS = 60;

/** 100 %, in the units of `PoolRule.weights`. */
export const FIXED_WHOLE = 100_000_000_000n;

export const EMPTY_RULES: Rules = {
  dimensions: { project: [], environment: [] },
  detailRequests: DETAIL_REQUESTS,
  projects: [],
  assignments: [],
  pools: [],
};

/** True when a rule holds in a month. */
export const isEffective = ({ from, to }: Effective, month: Month): boolean =>
  (from === null || from <= month) && (to === null || month < to);

/** True when some month lies in both ranges. */
export const overlap = (a: Effective, b: Effective): boolean =>
  (a.from === null || b.to === null || a.from < b.to) && (b.from === null || a.to === null || b.from < a.to);

/** The classes that a project may be named without adding one. */
export const PROJECT_CLASSES = ['cogs', 'rnd', 'operations'] as const;

/** The name and class of a project; one that only rules or tags name exists by its id. */
export function projectOf(rules: Rules, id: string): Project {
  return rules.projects.find((project) => project.id === id) ?? { id, name: id, class: null, owner: null };
}

/** The charge classes that are not usage: in a mixed account they go to the account's own pool. */
export const OTHER_CLASSES = CHARGE_CLASSES.filter((each) => each !== 'usage');
