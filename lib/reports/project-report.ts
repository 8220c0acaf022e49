import type { Basis } from '@/lib/finance/basis';
import type { Currency } from '@/lib/finance/money';
import type { Month, MonthRange } from '@/lib/finance/month';
import type { ConnectionBooks } from './books';
import type { Part, ProjectFigures } from './project-shapes';
import type { MappedValue } from './project-tags';
import type { Instant, MonthState, Unavailable } from './shapes';

/** A project in one of the accounts that have a part of it. Amounts in units of 10⁻⁹. */
export type ProjectAccount = {
  /** Null for an account that the reader may not see. */
  readonly account: string | null;
  readonly name: string;
  readonly direct: bigint;
  readonly shared: bigint;
  readonly total: bigint;
  /** All that the account was charged; null for one that the reader may not see. */
  readonly charged: bigint | null;
  /** direct / charged; null without a positive base. */
  readonly share: number | null;
  /** The rule by which the whole account is the project's; null where its tags tell. */
  readonly rule: string | null;
};

/** A pool that charges the project, and how its rule shares. */
export type ProjectPool = Part & {
  readonly takes: string;
  readonly method: string;
  readonly targets: string;
};

/** What a project's cost is divided by, in the months of `history`. */
export type ProjectDriver = {
  readonly driver: string;
  /** Quantities and cost of one, units of 10⁻⁹; null where no quantity was entered, or it is not positive. */
  readonly quantities: readonly (bigint | null)[];
  readonly unitCosts: readonly (bigint | null)[];
};

/** A project's page. Amounts are units of 10⁻⁹ of the currency, in one basis. */
export type ProjectReport = {
  readonly kind: 'project';
  readonly figures: ProjectFigures;
  readonly connections: readonly ConnectionBooks[];
  readonly asOf: Instant | null;
  readonly months: MonthRange;
  readonly basis: Basis;
  readonly currency: Currency;
  readonly estimated: boolean;
  readonly whole: boolean;
  readonly history: readonly MonthState[];
  /** Null in a month that is not in the books. */
  readonly direct: readonly (bigint | null)[];
  readonly shared: readonly (bigint | null)[];
  readonly accounts: readonly ProjectAccount[];
  readonly values: readonly MappedValue[];
  /** `direct` by service; what is not usage under its class. */
  readonly services: readonly (Part & { readonly label: string })[];
  readonly pools: readonly ProjectPool[];
  readonly drivers: readonly ProjectDriver[];
  readonly outside: readonly { readonly vendor: string; readonly units: bigint }[];
  /** What it may cost in the months; null when nobody entered that. */
  readonly budget: bigint | null;
  readonly previous: Month | null;
};
export type ProjectOutcome =
  | ProjectReport
  | Unavailable
  | { readonly kind: 'unknown-project'; readonly project: string };
