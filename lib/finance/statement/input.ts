import type { Basis } from '../basis';
import type { ChargeClass } from '../charge-class';
import type { Entity } from '../entity';
import type { Currency } from '../money';
import type { Month } from '../month';
import type { Project } from '../rules';
import type { Share } from '../split';

/** Where a fact belongs. */
type At = { readonly connection: string; readonly month: Month };

/** A month of a connection that is stored. Units of 10⁻⁹; null where the reader may not know of the whole. */
export type ConnectionMonth = At & {
  readonly estimated: boolean;
  /** The days that its figures cover: those of the month, or those that have passed of one in progress. */
  readonly days: number;
  readonly control: bigint | null;
  /** Control total less the book, at most a rounding among it (`finance.md` §9). */
  readonly residual: bigint | null;
};

/** A slice in one basis; `home` is `keyOfHome`, `rule` the assignment rule that gave it. */
export type StatementSlice = At & {
  readonly account: string;
  readonly home: string;
  readonly chargeClass: ChargeClass;
  readonly units: bigint;
  readonly rule: number | null;
} & KnownEnvironment;

/** What a pool moved, in one basis: `out` has the sign of what it was taken from. */
export type StatementShare = At & Omit<Share, 'amounts'> & { readonly units: bigint } & KnownEnvironment;

/** The one environment that it lies in, null where there is none or several; not there: it follows from account and home. */
type KnownEnvironment = { readonly environment?: string | null };

/** A cell of a face in one basis. A dimension that the face does not have is null; keys in parentheses are ours. */
export type UsageCell = At & {
  readonly account: string;
  readonly home: string | null;
  readonly environment: string | null;
  readonly service: string | null;
  readonly units: bigint;
};

/** What is recorded and what rules say of an account in a month. */
export type AccountPlace = {
  /** The ids above it, the root first: as it was on the month's last day, and as it is now. */
  readonly path: readonly string[];
  readonly pathNow: readonly string[];
  /** `keyOfHome` of a dedicated account's home; null for a mixed one. */
  readonly home: string | null;
  /** What an account rule gives all its charges; null where none does. */
  readonly environment: string | null;
  /** It stands for several accounts, whose facts come summed: no column and no line tells them apart. */
  readonly several?: true;
};

/** Of an account that nothing is known of. */
export const UNPLACED: AccountPlace = { path: [], pathNow: [], home: null, environment: null };

type Line = { readonly month: Month; readonly entity: Entity };
export type RevenueLine = Line & { readonly source: string; readonly units: bigint };
export type BudgetLine = Line & { readonly budget: bigint };
/** A month's part of an outside cost. */
export type OutsideLine = Line & { readonly vendor: string; readonly units: bigint };
/** `quantity` in units of 10⁻⁹. */
export type DriverLine = Line & { readonly driver: string; readonly quantity: bigint };

export type Charged = At & { readonly account: string; readonly home: string };

/** A difference booked after close (`finance.md` §12): in `month`, for what `restated` was closed with. */
export type AdjustmentLine = At & {
  readonly restated: Month;
  /** Null for the residual's. */
  readonly account: string | null;
  readonly home: string | null;
  readonly chargeClass: ChargeClass | null;
  readonly units: bigint;
};

/**
 * The facts of one basis and one currency, already narrowed to what the reader may see; months that the statement does not
 * need are passed over. Amounts in units of 10⁻⁹. There are hundreds of thousands of facts: make each an object literal with all
 * its fields, since a copy by spread (`{ ...at, home }`) is ten times slower to read. Those of one account stand together.
 */
export type StatementInput = {
  readonly currency: Currency;
  readonly basis: Basis;
  readonly connections: readonly string[];
  readonly months: readonly ConnectionMonth[];
  readonly slices: readonly StatementSlice[];
  readonly shares: readonly StatementShare[];
  /** Cells of the face that `facesOf` names: what the usage was for. */
  readonly usage: readonly UsageCell[];
  /** Cells of the face account × home × environment, where `facesOf` asks for them. */
  readonly homes: readonly UsageCell[];
  readonly placeOf: (connection: string, month: Month, account: string) => AccountPlace;
  /** The accounts that projects have charges in, where facts come summed and lines need to know. */
  readonly charged?: readonly Charged[];
  readonly projects: readonly Project[];
  readonly revenue: readonly RevenueLine[];
  readonly budgets: readonly BudgetLine[];
  readonly outsideCosts: readonly OutsideLine[];
  readonly drivers: readonly DriverLine[];
  readonly adjustments: readonly AdjustmentLine[];
  /** Names by key: `account:…`, `ou:…`, `connection:…`, `project:…`, `pool:…`. What has none is called by its id. */
  readonly labels: ReadonlyMap<string, string>;
};
