import { roundToSum } from '../largest-remainder';
import { divideHalfEven, UNIT_SCALE } from '../money';
import { roundTable } from './controlled-rounding';
import { CLASS_GAP } from './row-tree';
import type { Change, Statement, StatementRow } from './sheet';

/** A row as it is printed: whole counts of 10^-`digits` of the currency, of a ratio 10⁻⁹ as in the sheet. Null is n/a. */
export type DisplayedRow = {
  readonly key: string;
  readonly amounts: readonly (bigint | null)[];
  /** The displayed figure less the displayed figure that it is compared with; null where either is not known. */
  readonly changes: readonly DisplayedChange[] | null;
};
export type DisplayedChange = {
  readonly base: bigint | null;
  readonly change: bigint | null;
  readonly normalised: bigint | null;
};

type Figures = readonly (readonly (bigint | null)[])[];

/**
 * The figures of a statement as they are printed, so that a reader who adds them gets every printed total: rows add across
 * (columns + counted twice + everything else = total) and every sum adds down. Cost, revenue, tax and each memo are rounded
 * together (`roundTable`): each figure is less than one count from the true one, Total cost the nearest. What is made of two
 * of those, *Cloud result*, *Gross profit* and *Variance*, is the difference of what is printed, less than two counts away. The
 * blocks by class are less than one count away in each column, and in the total less than one for every column.
 * `digits`: decimals of the currency, or 0 for whole dollars.
 */
export function displayStatement(statement: Statement, digits = 2): readonly DisplayedRow[] {
  if (!Number.isInteger(digits) || digits < 0 || digits > UNIT_SCALE) throw new RangeError(`${digits} decimals`);
  const { rows } = statement;
  const unit = 10n ** BigInt(UNIT_SCALE - digits);
  const amounts = displayed(
    rows,
    rows.map((row) => row.amounts),
    unit,
  );
  const bases = basesOf(statement, amounts, unit);
  return rows.map((row, at) => ({
    key: row.key,
    amounts: amounts[at] ?? [],
    changes:
      row.changes?.map((change, column) =>
        changed(row, change, amounts[at]?.[column] ?? null, bases[at]?.[column] ?? null, unit),
      ) ?? null,
  }));
}

/** What each figure is compared with, as it is printed: a sheet of its own, the first column, or the budget. */
function basesOf({ rows, query }: Statement, amounts: Figures, unit: bigint): Figures {
  if (query.compare === 'first') return amounts.map((list) => list.map(() => list[0] ?? null));
  if (query.compare === 'budget') {
    const budget = amounts[rows.findIndex(({ key }) => key === 'budget')] ?? [];
    return amounts.map((list) => list.map((_, column) => budget[column] ?? null));
  }
  const bases = rows.map((row) => row.changes?.map(({ base }) => base) ?? row.amounts.map(() => null));
  return query.compare === null ? bases : displayed(rows, bases, unit);
}

function changed(
  { unit: kind }: StatementRow,
  { normalised }: Change,
  now: bigint | null,
  base: bigint | null,
  unit: bigint,
): DisplayedChange {
  return {
    base,
    change: now === null || base === null ? null : now - base,
    normalised: normalised === null || kind === 'ratio' ? null : divideHalfEven(normalised, unit),
  };
}

/** Rounds figures of a sheet's rows, by row and column. */
function displayed(rows: readonly StatementRow[], figures: Figures, unit: bigint): Figures {
  const places = new Map(rows.map(({ key }, at) => [key, at]));
  const printed: (readonly (bigint | null)[])[] = rows.map(({ unit: kind }, at) =>
    (figures[at] ?? []).map((units) => (units === null || kind === 'ratio' ? units : divideHalfEven(units, unit))),
  );
  const set = (at: number, counts: readonly bigint[]) => {
    printed[at] = counts.map((count, column) => (figures[at]?.[column] === null ? null : count));
  };
  for (const root of ['total', 'revenue', 'tax', 'unallocated', 'budget']) {
    // Tax that is a cost is printed with the costs.
    if (root === 'tax' && rows[places.get(root) ?? 0]?.kind !== 'memo') continue;
    const tree = treeOf(rows, places, root);
    const table = tree.map(({ at, parent }) => ({ parent, ...tableRow(figures[at] ?? []) }));
    // A row that is not known in some column cannot add across: each of its figures stands by itself.
    if (!table.every(({ adds }) => adds)) continue;
    for (const [place, { amounts, total }] of roundTable(table, unit, firstOf(tree)).entries()) {
      set(tree[place]?.at ?? 0, [...amounts, total]);
    }
  }
  printClasses(rows, places, figures, printed, unit);
  for (const [key, from, taken] of DIFFERENCES) {
    const [at, plus, minus] = [places.get(key), places.get(from), places.get(taken)];
    if (at === undefined || plus === undefined || minus === undefined) continue;
    printed[at] = (printed[plus] ?? []).map((count, column) => {
      const less = printed[minus]?.[column] ?? null;
      return figures[at]?.[column] === null || count === null || less === null ? null : count - less;
    });
  }
  return printed;
}

const DIFFERENCES = [
  ['profit', 'revenue', 'total'],
  ['gross', 'revenue', 'class:cogs'],
  ['variance', 'budget', 'total'],
] as const;

type Branch = { readonly at: number; readonly parent: number | null; readonly depth: number };

/** The rows that a row is the sum of, a parent before its children. */
function treeOf(rows: readonly StatementRow[], places: ReadonlyMap<string, number>, root: string): Branch[] {
  const tree: Branch[] = [];
  const add = (key: string, parent: number | null, depth: number): void => {
    const at = places.get(key);
    if (at === undefined) return;
    const own = tree.push({ at, parent, depth }) - 1;
    const formula = rows[at]?.formula;
    if (formula?.kind === 'rows') for (const { row } of formula.terms) add(row, own, depth + 1);
  };
  add(root, null, 0);
  return tree;
}

/** The rows whose figures a reader looks at first: those near the root are rounded to the nearest as far as it goes. */
const firstOf = (tree: readonly Branch[]): number[] =>
  tree
    .flatMap(({ depth }, place) => (depth <= 2 ? [{ depth, place }] : []))
    .sort((a, b) => a.depth - b.depth)
    .map(({ place }) => place);

/** A row without its total, and whether it adds up to it. */
function tableRow(figures: readonly (bigint | null)[]): { amounts: bigint[]; total: bigint; adds: boolean } {
  const amounts = figures.slice(0, -1).map((units) => units ?? 0n);
  const total = figures.at(-1) ?? 0n;
  return { amounts, total, adds: amounts.reduce((sum, units) => sum + units, 0n) === total };
}

/** Tells the printed total cost of each column by class, each class by its parts; their totals are what their columns add up to. */
function printClasses(
  rows: readonly StatementRow[],
  places: ReadonlyMap<string, number>,
  figures: Figures,
  printed: (readonly (bigint | null)[])[],
  unit: bigint,
): void {
  const total = places.get('total') ?? 0;
  const classes = rows.flatMap(({ key }, at) => (key.startsWith('class:') ? [at] : []));
  if (classes.length === 0) return;
  const columns = (figures[total] ?? []).length - 1;
  const counts = new Map<number, (bigint | null)[]>();
  const split = (above: bigint | null, parts: readonly number[], column: number): void => {
    const units = parts.map((at) => figures[at]?.[column] ?? 0n);
    const found = above === null ? parts.map(() => null) : roundToSum(units, above, unit);
    for (const [place, at] of parts.entries()) {
      const list = counts.get(at) ?? [];
      list[column] = found[place] ?? null;
      counts.set(at, list);
    }
  };
  for (let column = 0; column < columns; column += 1) {
    split(printed[total]?.[column] ?? null, classes, column);
    for (const at of classes) {
      const formula = rows[at]?.formula;
      const parts = formula?.kind === 'rows' && rows[at]?.key !== CLASS_GAP ? formula.terms : [];
      const below = parts.flatMap(({ row }) => places.get(row) ?? []);
      if (below.length > 0) split(counts.get(at)?.[column] ?? null, below, column);
    }
  }
  for (const [at, list] of counts) {
    const whole = list.reduce<bigint>((sum, count) => sum + (count ?? 0n), 0n);
    printed[at] = [...list, figures[at]?.at(-1) === null ? null : whole];
  }
}
