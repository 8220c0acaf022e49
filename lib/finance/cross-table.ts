import { type Amounts, accumulate, addAmounts, noAmounts, subtractAmounts } from './basis';
import { isNothing, splitRounding } from './rounding';

/**
 * A part of an account's usage along one dimension. `value` is a raw tag value of a key, or a service (`key` ''); the other
 * kinds have neither. `untagged` is what no value names, `rounding` and `notFetched` what is not known better.
 */
export type AxisPart = {
  readonly kind: 'value' | 'untagged' | 'rounding' | 'notFetched';
  readonly key: string;
  readonly raw: string;
  readonly amounts: Amounts;
};

/** What was asked of one row and column. `whole` false: charges with an empty tag value may be missing from it. */
export type CellAnswer = { readonly amounts: Amounts; readonly whole: boolean };

/** One cell of two dimensions. A column that is not known is `rounding`, `untagged` or `notFetched`. */
export type CrossCell = { readonly row: AxisPart; readonly column: AxisPart; readonly amounts: Amounts };

const bare = (kind: AxisPart['kind']): AxisPart => ({ kind, key: '', raw: '', amounts: noAmounts() });
const ROUNDING = bare('rounding');
const UNTAGGED = bare('untagged');
const NOT_FETCHED = bare('notFetched');

const isNamed = ({ kind }: AxisPart): boolean => kind === 'value' || kind === 'untagged';

/**
 * Tells the rows of an account by its columns. Both sum to its usage; `known` answers for one value of each, null where
 * nobody asked. One row or one column needs no answer. Untagged cells are what the values leave, and only where all of them
 * are known; anything else is `notFetched`, never estimated. Each row's cells sum to the row, to the unit.
 * `slack`: roundings that the rows carry already, when they are differences themselves.
 */
export function crossTable(
  rows: readonly AxisPart[],
  columns: readonly AxisPart[],
  known: (row: AxisPart, column: AxisPart) => CellAnswer | null,
  slack = 0,
): CrossCell[] {
  const values = columns.filter(({ kind }) => kind === 'value');
  const answer = answering(rows, columns, known);
  const untaggedColumn = columns.some(({ kind }) => kind === 'untagged');
  const columnsWhole = !columns.some(({ kind }) => kind === 'notFetched');
  return rows.flatMap((row): CrossCell[] => {
    if (!isNamed(row)) return [{ row, column: row, amounts: row.amounts }];
    const answers = values.map((column) => ({ column, found: answer(row, column) }));
    const cells = answers.flatMap(({ column, found }) => (found ? [{ row, column, amounts: found.amounts }] : []));
    const rest = cells.reduce((left, { amounts }) => subtractAmounts(left, amounts), row.amounts);
    // An untagged row is a difference of differences: every cell that it was made of may round.
    const groups = slack + (row.kind === 'untagged' ? (values.length + 1) * (rows.length + 2) : values.length + 2);
    const { rounding, more } = cells.length === 0 ? { rounding: noAmounts(), more: rest } : splitRounding(rest, groups);
    const complete = columnsWhole && answers.every(({ found }) => found?.whole === true);
    // Values that should sum to the row and do not are from another reading: none of them is believed.
    if (complete && !untaggedColumn && !isNothing(more)) return [{ row, column: NOT_FETCHED, amounts: row.amounts }];
    const remainder = complete ? UNTAGGED : NOT_FETCHED;
    return [...cells, { row, column: ROUNDING, amounts: rounding }, { row, column: remainder, amounts: more }].filter(
      ({ amounts }) => !isNothing(amounts),
    );
  });
}

type Answering = (row: AxisPart, column: AxisPart) => CellAnswer | null;

/** Adds to what was asked what follows: from a single row or column, and for the untagged row from all others. */
function answering(rows: readonly AxisPart[], columns: readonly AxisPart[], known: Answering): Answering {
  const single = (parts: readonly AxisPart[]): boolean =>
    parts.filter(isNamed).length === 1 && !parts.some(({ kind }) => kind === 'notFetched');
  if (single(rows)) return (_, column) => ({ amounts: column.amounts, whole: true });
  if (single(columns)) return (row) => ({ amounts: row.amounts, whole: true });
  const rowsWhole = !rows.some(({ kind }) => kind === 'notFetched');
  const values = rows.filter(({ kind }) => kind === 'value');
  return (row, column) => {
    if (row.kind === 'value' || !rowsWhole) return known(row, column);
    const others = values.map((each) => known(each, column));
    if (others.some((found) => found === null)) return known(row, column);
    const sum = others.reduce((total, found) => addAmounts(total, found?.amounts ?? noAmounts()), noAmounts());
    const { more } = splitRounding(subtractAmounts(column.amounts, sum), values.length + 1);
    return { amounts: more, whole: true };
  };
}

/** Sums parts with the same label; what is nothing in every basis is left out. */
export function sumByLabel<T>(parts: Iterable<T>, label: (part: T) => string, amountsIn: (part: T) => Amounts) {
  const sums = new Map<string, { first: T; amounts: Amounts }>();
  for (const part of parts) {
    const id = label(part);
    const known = sums.get(id);
    if (!known) sums.set(id, { first: part, amounts: { ...amountsIn(part) } });
    else accumulate(known.amounts, amountsIn(part));
  }
  return [...sums.values()].filter(({ amounts }) => !isNothing(amounts));
}
