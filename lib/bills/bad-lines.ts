/** A line that cannot be booked: where it is, what stands there and what is wrong with it. */
export type BadLine = {
  /** The file's name without its folder. */
  readonly file: string;
  /** The physical line, the header being 1; in a Parquet file the row, the first being 1. */
  readonly line: number;
  /** The column as the file spells it; empty when the whole line is at fault. */
  readonly column: string;
  /** What stands there, cut to 200 characters. */
  readonly value: string;
  readonly reason: string;
};

export type BadLines = { readonly total: number; readonly listed: readonly BadLine[] };

/** How many bad lines are listed; the rest is only counted. */
export const LISTED_BAD_LINES = 100;
const LONGEST_VALUE = 200;

/** One thing that must hold for a line; the first that does not is what the list names. */
export type Check = {
  /** Our name of the column; the list shows the file's own. */
  readonly column: string;
  /** SQL over the parsed line, true when the line is bad. */
  readonly bad: string;
  /** Said of a value that stands there; an empty one "is empty". */
  readonly reason: string;
};

/** SQL for the number of the first check that fails, null when all hold. */
export const firstFailure = (checks: readonly Check[]): string =>
  `CASE ${checks.map(({ bad }, number) => `WHEN ${bad} THEN ${number}`).join(' ')} END`;

/** SQL for the text at fault of the check that `problem` names. */
export const valueAtFault = (checks: readonly Check[]): string =>
  `CASE problem ${checks.map(({ column }, number) => `WHEN ${number} THEN left("${column}", ${LONGEST_VALUE})`).join(' ')} END`;

/** Collects bad lines: counts all, keeps the first of them. */
export class BadLineList {
  private total = 0;
  private readonly listed: BadLine[] = [];

  add(line: BadLine): void {
    this.total += 1;
    if (this.listed.length < LISTED_BAD_LINES) this.listed.push({ ...line, value: line.value.slice(0, LONGEST_VALUE) });
  }

  /** Adds lines of which only the first were fetched; `total` counts all of them. */
  addCounted(lines: readonly BadLine[], total: number): void {
    this.listed.push(...lines);
    this.total += total;
  }

  get count(): number {
    return this.total;
  }

  /** All of them in the order of the files and their lines. */
  inOrder(files: readonly string[]): BadLines {
    const place = new Map(files.map((name, index) => [name, index]));
    const sorted = [...this.listed].sort(
      (a, b) => (place.get(a.file) ?? 0) - (place.get(b.file) ?? 0) || a.line - b.line,
    );
    return { total: this.total, listed: sorted.slice(0, LISTED_BAD_LINES) };
  }
}
