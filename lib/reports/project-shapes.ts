import type { Month } from '@/lib/finance/month';
import type { Books } from './books';
import type { Instant, MonthState, StripReport, Unavailable } from './shapes';

/** What a project is called and whose it is; one that only rules or tags name has its id for a name. */
export type ProjectRef = {
  readonly project: string;
  readonly name: string;
  readonly class: string | null;
  readonly owner: string | null;
};

/** An amount under a key, units of 10⁻⁹. */
export type Part = { readonly key: string; readonly units: bigint };

/** One project in the months and basis of the books. Amounts are units of 10⁻⁹ of the books' currency. */
export type ProjectFigures = ProjectRef & {
  readonly direct: bigint;
  readonly shared: bigint;
  /** direct + shared */
  readonly total: bigint;
  /** `shared` by pool. */
  readonly pools: readonly Part[];
  /** `direct` by environment; what is not usage under its class, as `(support)`. */
  readonly environments: readonly Part[];
  /** Accounts in which it has charges of its own. */
  readonly accounts: number;
  /** Of its usage, what carries a tag of the project chain, as a fraction; null where no such key was read. */
  readonly coverage: number | null;
  /** `total` in the month before a single month; null when that is not in the books. */
  readonly previous: bigint | null;
  /** Fractions; null (n/a) on a base ≤ 0, and where a month is estimated. */
  readonly change: number | null;
  readonly perDayChange: number | null;
  /** `total` of each of `history`; null for a month that is not in the books. */
  readonly spark: readonly (bigint | null)[];
  /** Its own and that of the accounts dedicated to it; null for a reader who may not see the project whole. */
  readonly revenue: bigint | null;
  /** revenue − total: cost outside AWS is in the statement. */
  readonly profit: bigint | null;
  /** profit / revenue; null when revenue ≤ 0. */
  readonly margin: number | null;
};

/** A part of what has no project. `home` is `keyOfHome`, or `unknown` for a month that is not derived yet. */
export type UnallocatedPart = {
  readonly home: string;
  /** Null where no pool takes it. */
  readonly pool: string | null;
  readonly reason: 'no-pool' | 'kept' | 'no-target' | 'absent-target' | 'not-derived';
  readonly chargeClass: string;
  readonly units: bigint;
};

/** Σ direct + Σ shared + unallocated + residual = control, or the difference says by how much it is not. */
export type ProjectSums = {
  readonly direct: bigint;
  readonly shared: bigint;
  readonly unallocated: bigint;
  /** The part of `unallocated` that is untagged usage. */
  readonly untagged: bigint;
  /** Null for a reader of a part. */
  readonly residual: bigint | null;
  readonly control: bigint | null;
};

export type ProjectsReport = {
  readonly kind: 'projects';
  readonly books: Books;
  readonly asOf: Instant | null;
  /** True for a reader of everything. */
  readonly whole: boolean;
  /** False while no rule and no tag key says what a project is. */
  readonly ruled: boolean;
  /** True for a reader who may change rules. */
  readonly mayChange: boolean;
  readonly rows: readonly ProjectFigures[];
  readonly unallocated: readonly UnallocatedPart[];
  readonly sums: ProjectSums;
  /** The identity of `sums`. */
  readonly strip: StripReport;
  /** The month that `previous` is of. */
  readonly previous: Month | null;
  /** Thirteen months to the last of the books. */
  readonly history: readonly MonthState[];
  /** Months that the rules in force have not reached yet. */
  readonly behind: readonly { readonly connection: string; readonly month: Month }[];
};
export type ProjectsOutcome = ProjectsReport | Unavailable;
