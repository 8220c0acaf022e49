/** A cell's place in its sheet, both from 0. */
export type Position = { readonly row: number; readonly column: number };

/** A cell, or all cells of the rectangle from `from` to `to`, added to a sum or taken from it. */
export type SumTerm = { readonly sign: 1 | -1; readonly from: Position; readonly to?: Position };

/** How a cell looks. `indent` is a step of the tree, 0 to 15; `line` draws a line above, as under a column of figures. */
export type Look = { readonly bold?: boolean; readonly indent?: number; readonly line?: boolean };

/**
 * A cell of a sheet; null is an empty one.
 * - `text` is never run: what begins like a formula is neutralised.
 * - `amount` is a number, in units of 10⁻⁹, shown with two places, or all nine. With `sum` it is a formula whose figure must
 *   be `units`.
 * - `ratio` is a fraction in units of 10⁻⁹, shown in percent.
 * - `share` is the one cell in percent of the other, as a formula, and empty where the other is not above zero.
 */
export type WorkbookCell =
  | null
  | { readonly kind: 'text'; readonly text: string; readonly look?: Look }
  | {
      readonly kind: 'amount';
      readonly units: bigint;
      readonly places?: 2 | 9;
      readonly sum?: readonly SumTerm[];
      readonly look?: Look;
    }
  | { readonly kind: 'ratio'; readonly units: bigint; readonly look?: Look }
  | { readonly kind: 'share'; readonly of: Position; readonly whole: Position; readonly look?: Look }
  | { readonly kind: 'count'; readonly count: number; readonly look?: Look };

export type WorkbookSheet = {
  /** Shortened to what a sheet may be called, and told apart from another of the same name. */
  readonly name: string;
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly WorkbookCell[])[];
  /** How many rows and columns stay in sight; the rows are repeated on every printed page. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
};

/** `A1` for the first cell of the first row. */
export function addressOf({ row, column }: Position): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}
