import type { Basis } from '@/lib/finance/basis';
import type { Currency } from '@/lib/finance/money';
import type { Day, Month } from '@/lib/finance/month';
import type { Driver } from '@/lib/finance/movers';
import type { PlanFigures } from './overview-plan';
import type { ConnectionRef, MonthState, StripReport, Unavailable } from './shapes';

/** Amounts are decimal strings, shares and changes fractions; null has no meaning or is not known. */
export type OverviewReport = {
  readonly kind: 'overview';
  readonly connection: ConnectionRef;
  readonly currency: Currency;
  readonly basis: Basis;
  readonly asOf: string | null;
  /** The newest month in the books. `open` when it was in progress as the books were read. */
  readonly month: Month;
  readonly open: boolean;
  readonly estimated: boolean;
  readonly spend: Spend;
  readonly forecast: ForecastFigure;
  readonly lastFull: { readonly month: Month; readonly total: string; readonly change: number | null } | null;
  /** The identity of the last full month; null when that is not in the books. */
  readonly strip: StripReport | null;
  /** What is earned, and how budgets are kept. */
  readonly plan: PlanFigures;
  readonly tagged: {
    readonly key: string;
    readonly share: number | null;
    readonly untagged: string;
    readonly month: Month;
    /** The accounts with the most untagged usage, largest first; `share` is what is covered. */
    readonly worst: readonly {
      readonly account: string;
      readonly name: string;
      readonly share: number;
      readonly untagged: string;
    }[];
  } | null;
  readonly history: readonly MonthState[];
  /** Cost by top-level OU, where accounts stand today; one amount for each month of `history`. */
  readonly groups: readonly {
    readonly key: string;
    readonly label: string;
    readonly href: string | null;
    readonly amounts: readonly (string | null)[];
  }[];
  /** The same by project, what has none in parentheses; null while no project costs anything. */
  readonly projects: OverviewReport['groups'] | null;
  readonly movers: readonly MoverFigure[];
  /** The month that the movers are against. */
  readonly against: Month | null;
  readonly attention: readonly Attention[];
};

export type Spend = {
  /** The complete days that `amount` covers: `[first, after)`; a whole month when it is not open. */
  readonly days: number;
  readonly ofDays: number;
  readonly through: Day | null;
  /** Null when no day was complete, or its days are not in the books. */
  readonly amount: string | null;
  /** The same days of the month before, fewer where that is shorter; null when they are not in the books. */
  readonly before: string | null;
  readonly beforeDays: number;
  readonly perDayChange: number | null;
};

export type ForecastFigure =
  | { readonly kind: 'none' }
  | { readonly kind: 'not-enough-history'; readonly days: number }
  | {
      readonly kind: 'forecast';
      readonly total: string;
      readonly low: string | null;
      readonly high: string | null;
      readonly months: number;
    };

/** An account that moved, or a unit; of a unit, `most` is the account in it that moved most in its direction. */
export type MoverFigure = {
  readonly key: string;
  readonly name: string;
  readonly href: string;
  readonly most: { readonly name: string; readonly change: string } | null;
  readonly change: string;
  readonly share: number | null;
  readonly driver: Driver;
  readonly driven: string;
};

/** Something to look at, with the money at stake. */
export type Attention = {
  readonly kind:
    | 'untagged'
    | 'untagged-account'
    | 'unreconciled'
    | 'residual'
    | 'missing'
    | 'stale'
    | 'failed'
    | 'unknown-type'
    | 'suspended'
    | 'under-root'
    | 'former';
  /** What it is about, when that is a month: it goes before the subject. */
  readonly month?: Month;
  readonly subject: string;
  readonly detail: string;
  readonly amount: string | null;
  readonly href: string;
};

export type OverviewOutcome =
  | OverviewReport
  | Unavailable
  | { readonly kind: 'choose-connection'; readonly connections: readonly ConnectionRef[] }
  /** A reader of some accounts: totals of the organization are not theirs. */
  | { readonly kind: 'restricted' };
