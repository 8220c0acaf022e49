import { type Amounts, addAmounts, BASES, noAmounts, subtractAmounts } from './basis';
import type { AxisPart, CellAnswer } from './cross-table';
import { isNothing, splitRounding } from './rounding';
import type { RuleDimension } from './rules';

/**
 * One of the two dimensions of a `detail` cube: services, or the raw values of one key of a chain. `only` is the value that
 * the query was filtered to, null for all of them; `''` is usage on which every key of the chain is absent.
 */
export type DetailAxis = {
  readonly dimension: RuleDimension | 'service';
  /** The tag key; `''` for services and for `only: ''`. */
  readonly key: string;
  readonly only: string | null;
  /** Keys of the chain that must be absent: the earlier ones, or all of them for `only: ''`. */
  readonly absent: readonly string[];
};

/**
 * What a `detail` query asks (`finance.md` §5): two dimensions of usage, of one account or, filtered by value, of all. The
 * axis that is filtered is the row.
 */
export type DetailShape = { readonly account: string | null; readonly row: DetailAxis; readonly column: DetailAxis };

/** One cell of a reply. `row` and `column` are a raw tag value (`''` for none) or a service. */
export type DetailCell = {
  readonly account: string;
  readonly row: string;
  readonly column: string;
  readonly amounts: Amounts;
};

/** A `detail` cube of one month. AWS may have refreshed between it and the chains: `detailLookup` finds that out. */
export type DetailCube = { readonly shape: DetailShape; readonly cells: readonly DetailCell[] };

export type DetailPair = readonly [DetailAxis['dimension'], DetailAxis['dimension']];

/** Answers about one account: null where no query asked, nothing where one did and AWS had none. */
export type DetailLookup = {
  readonly pair: (dimensions: DetailPair, account: string, row: AxisPart, column: AxisPart) => CellAnswer | null;
  /** A project value, an environment value and a service at once, which only a bill in a file has. */
  readonly triple: (account: string, project: AxisPart, environment: AxisPart, service: AxisPart) => CellAnswer | null;
};

/** Keys and values as one text: neither can hold a zero character. */
const idOf = (...keys: readonly string[]): string => keys.join('\0');

/** Cells of one row or column, added up. */
type LineSum = { amounts: Amounts; cells: number };
type Indexed = {
  readonly shape: DetailShape;
  readonly cells: ReadonlyMap<string, Amounts>;
  readonly rows: ReadonlyMap<string, LineSum>;
  readonly columns: ReadonlyMap<string, LineSum>;
  /** What `isOfReading` found of a part: each part is one account's. */
  readonly held: Readonly<Record<'row' | 'column', WeakMap<AxisPart, boolean>>>;
};
type Index = ReadonlyMap<string, Indexed>;

/**
 * Indexes a month's detail cubes. The two dimensions of a cube may stand in either order. A row, or a column, that does not
 * sum to what the chain or the services say of it is of another reading than they are, and is not answered from.
 */
export function detailLookup(cubes: readonly DetailCube[]): DetailLookup {
  if (cubes.length === 0) return { pair: () => null, triple: () => null };
  const index = new Map(cubes.map((cube) => [shapeId(cube.shape), indexOf(cube)]));
  const pair: DetailLookup['pair'] = ([rows, columns], account, row, column) => {
    const found = find(index, account, [rows, row], [columns, column]);
    if (found) return answerOf(index, found, account, row, column);
    const turned = find(index, account, [columns, column], [rows, row]);
    return turned && answerOf(index, turned, account, column, row);
  };
  return { pair, triple: () => null };
}

type Place = readonly [dimension: DetailAxis['dimension'], part: AxisPart];

/** The cube that tells two parts: the account's own, or the row's value's. Untagged is no group of a column. */
function find(index: Index, account: string, [rows, row]: Place, [columns, column]: Place): Indexed | null {
  if (column.kind === 'untagged') return null;
  const untagged = row.kind === 'untagged';
  const own = untagged ? undefined : index.get(idOfShape(account, rows, row.key, null, columns, column.key));
  const key = untagged ? '' : row.key;
  const only = untagged ? '' : row.raw;
  return own ?? index.get(idOfShape(null, rows, key, only, columns, column.key)) ?? null;
}

const shapeId = ({ account, row, column }: DetailShape): string =>
  idOfShape(account, row.dimension, row.key, row.only, column.dimension, column.key);

const idOfShape = (
  account: string | null,
  rows: string,
  rowKey: string,
  only: string | null,
  columns: string,
  columnKey: string,
): string => idOf(account ?? '*', rows, rowKey, only === null ? 'all' : `=${only}`, columns, columnKey);

function answerOf(index: Index, cube: Indexed, account: string, row: AxisPart, column: AxisPart): CellAnswer | null {
  if (!isOfReading(index, cube, 'row', account, row) || !isOfReading(index, cube, 'column', account, column))
    return null;
  return { amounts: cube.cells.get(idOf(account, row.raw, column.raw)) ?? noAmounts(), whole: row.kind !== 'untagged' };
}

function indexOf({ shape, cells }: DetailCube): Indexed {
  const rows = new Map<string, LineSum>();
  const columns = new Map<string, LineSum>();
  const add = (sums: Map<string, LineSum>, id: string, amounts: Amounts) => {
    const known = sums.get(id);
    if (!known) sums.set(id, { amounts, cells: 1 });
    else sums.set(id, { amounts: addAmounts(known.amounts, amounts), cells: known.cells + 1 });
  };
  for (const { account, row, column, amounts } of cells) {
    add(rows, idOf(account, row), amounts);
    add(columns, idOf(account, column), amounts);
  }
  return {
    shape,
    rows,
    columns,
    held: { row: new WeakMap(), column: new WeakMap() },
    cells: new Map(cells.map((cell) => [idOf(cell.account, cell.row, cell.column), cell.amounts])),
  };
}

/** True when a query tells all of the other axis: services, or a chain's first key, with what has no value of it. */
const tellsAll = ({ only, absent }: DetailAxis): boolean => only === null && absent.length === 0;

/**
 * Holds the line of a cube against the part that it tells. Only a query that tells all of the other axis must sum to it; of a
 * later key of a chain its first key's query of the same line is held. What is untagged has empty values besides.
 */
function isOfReading(index: Index, cube: Indexed, side: 'row' | 'column', account: string, part: AxisPart): boolean {
  const before = cube.held[side].get(part);
  if (before !== undefined) return before;
  const holds = sumsTo(index, cube, side, account, part);
  cube.held[side].set(part, holds);
  return holds;
}

function sumsTo(index: Index, cube: Indexed, side: 'row' | 'column', account: string, part: AxisPart): boolean {
  const other = side === 'row' ? 'column' : 'row';
  const { shape } = cube;
  const whole = tellsAll(shape[other])
    ? cube
    : [...index.values()].find(
        (each) =>
          each.shape.account === shape.account &&
          isSameAxis(each.shape[side], shape[side]) &&
          each.shape[other].dimension === shape[other].dimension &&
          tellsAll(each.shape[other]),
      );
  if (!whole) return true;
  const sums = side === 'row' ? whole.rows : whole.columns;
  const sum = sums.get(idOf(account, part.raw)) ?? { amounts: noAmounts(), cells: 0 };
  if (part.kind === 'untagged') return isPartOf(sum, part.amounts);
  return isNothing(splitRounding(subtractAmounts(part.amounts, sum.amounts), sum.cells + 1).more);
}

const isSameAxis = (a: DetailAxis, b: DetailAxis): boolean =>
  a.dimension === b.dimension && a.key === b.key && a.only === b.only;

/** True when a sum lies between nothing and what it should be a part of, in every basis, but for rounding. */
function isPartOf({ amounts, cells }: LineSum, whole: Amounts): boolean {
  const bound = BigInt(cells + ROUNDING_OF_UNTAGGED);
  return BASES.every((basis) => {
    const [low, high] = whole[basis] < 0n ? [whole[basis], 0n] : [0n, whole[basis]];
    return amounts[basis] >= low - bound && amounts[basis] <= high + bound;
  });
}

/** Units: untagged usage is a difference of sums, each of which rounds once. */
const ROUNDING_OF_UNTAGGED = 1_000;
