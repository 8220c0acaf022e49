import type { Basis } from '../basis';
import type { Currency } from '../money';
import type { Month } from '../month';
import type { StatementQuery } from './query';
import type { RowNode } from './row-tree';

/** A month of a connection that a sheet should have and the store has not. */
export type MissingMonth = { readonly connection: string; readonly month: Month };

export type StatementColumn = {
  /** `project:checkout`, `2026-03`, and of the sheet itself `overlap`, `rest`, `total`. */
  readonly key: string;
  readonly label: string;
  readonly kind: 'entity' | 'time' | 'overlap' | 'rest' | 'total';
  /** The months that its figures cover: those of its period that are stored. Without any, every figure is null. */
  readonly months: readonly Month[];
  /** Those whose figures AWS may still change. */
  readonly estimated: readonly Month[];
  /** The days that its figures cover. */
  readonly days: number;
};

/** What a figure is compared with. Money in units of 10⁻⁹, rates in parts of a million; null is n/a. */
export type Change = {
  readonly base: bigint | null;
  readonly change: bigint | null;
  /** The change against the base at the days of this period: `now − base × days / days of the base`. */
  readonly normalised: bigint | null;
  /** Growth over the months that are final on both sides; n/a without any, and on a base of zero or less. */
  readonly rate: bigint | null;
  readonly normalisedRate: bigint | null;
};

export type StatementRow = RowNode & {
  /** By column; money and `quantity` in units of 10⁻⁹, a `ratio` in 10⁻⁹ of one; null is n/a or unknown. */
  readonly amounts: readonly (bigint | null)[];
  /** By column; null when nothing is compared, or this row is not. */
  readonly changes: readonly Change[] | null;
};

/** The sheet against AWS: Σ total − outside − adjustments (and tax that stands beside cost) is Σ control totals. */
export type StatementCheck = { readonly total: bigint; readonly controlTotal: bigint; readonly difference: bigint };

export type StatementBase = {
  /** By column: the months that are stored of what it is compared with, and those of either side that rates leave out. */
  readonly months: readonly (readonly Month[])[];
  readonly leftOut: readonly Month[];
  readonly missing: readonly MissingMonth[];
};

export type Statement = {
  readonly currency: Currency;
  readonly basis: Basis;
  readonly query: StatementQuery;
  readonly columns: readonly StatementColumn[];
  readonly rows: readonly StatementRow[];
  /** Null where the reader may not know of the whole, or the sheet is not of the whole. */
  readonly check: StatementCheck | null;
  readonly missing: readonly MissingMonth[];
  /** Null unless compared with another period. */
  readonly base: StatementBase | null;
};
