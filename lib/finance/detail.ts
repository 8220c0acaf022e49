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

const idOf = (...keys: readonly string[]): string => JSON.stringify(keys);

/** Cells of one row or column, added up. */
type LineSum = { amounts: Amounts; cells: number };
type Indexed = {
  readonly shape: DetailShape;
  readonly cells: ReadonlyMap<string, Amounts>;
  readonly rows: ReadonlyMap<string, LineSum>;
  readonly columns: ReadonlyMap<string, LineSum>;
};

/**
 * Indexes a month's detail cubes. The two dimensions of a cube may stand in either order. A row, or a column, that does not
 * sum to what the chain or the services say of it is of another reading than they are, and is not answered from.
 */
export function detailLookup(cubes: readonly DetailCube[]): DetailLookup {
  const indexed = cubes.map(indexOf);
  const pair: DetailLookup['pair'] = ([rows, columns], account, row, column) => {
    for (const cube of indexed) {
      const { shape, cells } = cube;
      if (shape.account !== null && shape.account !== account) continue;
      const straight = shape.row.dimension === rows && shape.column.dimension === columns;
      const turned = shape.row.dimension === columns && shape.column.dimension === rows;
      if (!straight && !turned) continue;
      const [first, second] = straight ? [row, column] : [column, row];
      if (!covers(shape.row, first) || !covers(shape.column, second)) continue;
      const sure =
        isOfReading(indexed, cube, 'row', account, first) && isOfReading(indexed, cube, 'column', account, second);
      if (!sure) return null;
      const whole = row.kind !== 'untagged' && column.kind !== 'untagged';
      return { amounts: cells.get(idOf(account, first.raw, second.raw)) ?? noAmounts(), whole };
    }
    return null;
  };
  return { pair, triple: () => null };
}

function indexOf({ shape, cells }: DetailCube): Indexed {
  const rows = new Map<string, LineSum>();
  const columns = new Map<string, LineSum>();
  const add = (sums: Map<string, LineSum>, id: string, amounts: Amounts) => {
    const known = sums.get(id) ?? { amounts: noAmounts(), cells: 0 };
    sums.set(id, { amounts: addAmounts(known.amounts, amounts), cells: known.cells + 1 });
  };
  for (const { account, row, column, amounts } of cells) {
    add(rows, idOf(account, row), amounts);
    add(columns, idOf(account, column), amounts);
  }
  return {
    shape,
    rows,
    columns,
    cells: new Map(cells.map((cell) => [idOf(cell.account, cell.row, cell.column), cell.amounts])),
  };
}

function covers(axis: DetailAxis, part: AxisPart): boolean {
  if (part.kind === 'untagged') return axis.only === '';
  return axis.only !== '' && axis.key === part.key && (axis.only === null || axis.only === part.raw);
}

/** True when a query tells all of the other axis: services, or a chain's first key, with what has no value of it. */
const tellsAll = ({ only, absent }: DetailAxis): boolean => only === null && absent.length === 0;

/**
 * Holds the line of a cube against the part that it tells. Only a query that tells all of the other axis must sum to it; of a
 * later key of a chain its first key's query of the same line is held. What is untagged has empty values besides.
 */
function isOfReading(
  cubes: readonly Indexed[],
  cube: Indexed,
  side: 'row' | 'column',
  account: string,
  part: AxisPart,
) {
  const other = side === 'row' ? 'column' : 'row';
  const { shape } = cube;
  const whole = tellsAll(shape[other])
    ? cube
    : cubes.find(
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
