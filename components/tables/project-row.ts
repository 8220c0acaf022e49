/** An amount as it is printed, in whole cents that add up with their neighbours, and exactly; `zero`: exactly nothing. */
export type PrintedAmount = { readonly cents: bigint; readonly exact: string; readonly zero: boolean };

/** A project of the table. `amounts` are by column: `direct`, `shared`, `total`, `revenue`, `profit`, `pool:<id>`. */
export type ProjectRow = {
  readonly id: string;
  readonly name: string;
  /** '' where none was given. */
  readonly class: string;
  readonly owner: string;
  readonly href: string;
  readonly amounts: Readonly<Record<string, PrintedAmount | null>>;
  /** Fractions; null is n/a. */
  readonly change: number | null;
  readonly perDay: number | null;
  readonly coverage: number | null;
  readonly margin: number | null;
  readonly accounts: number;
  /** `writeSpark` of thirteen months. */
  readonly spark: string;
};

/** A line beneath the projects: what has no project, and the total that everything adds up to. */
export type RestRow = {
  readonly key: 'untagged' | 'unallocated' | 'residual';
  readonly label: string;
  readonly note: string;
  readonly href: string | null;
  readonly total: PrintedAmount;
};

/** The table: Σ rows + Σ rest = total, in cents as in units. */
export type ProjectSheet = {
  readonly currency: string;
  readonly rows: readonly ProjectRow[];
  readonly rest: readonly RestRow[];
  readonly total: PrintedAmount;
  readonly totalLabel: string;
  readonly pools: readonly string[];
  readonly sparkLabel: string;
  /** How many of the last months are not final. */
  readonly uncertain: number;
  readonly changeLabel: string;
};
