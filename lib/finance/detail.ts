import { type Amounts, noAmounts } from './basis';
import type { AxisPart, CellAnswer } from './cross-table';
import type { RuleDimension } from './rules';

/**
 * One of the two dimensions of a `detail` cube: services, or the raw values of one key of a chain on which the chain's
 * earlier keys are absent. `only` is the value that the query was filtered to, null for all of them; `''` is usage on which
 * every key of the chain is absent.
 */
export type DetailAxis = {
  readonly dimension: RuleDimension | 'service';
  /** The tag key; `''` for services and for `only: ''`. */
  readonly key: string;
  readonly only: string | null;
};

/** What a `detail` query asks (`finance.md` §5): two dimensions of usage, of one account or, filtered by value, of all. */
export type DetailShape = { readonly account: string | null; readonly row: DetailAxis; readonly column: DetailAxis };

/** One cell of a reply. `row` and `column` are a raw tag value (`''` for none) or a service. */
export type DetailCell = {
  readonly account: string;
  readonly row: string;
  readonly column: string;
  readonly amounts: Amounts;
};

/**
 * A `detail` cube of one month. It must be of the same reading as the month's chains: AWS may have refreshed in between,
 * and only services give that away.
 */
export type DetailCube = { readonly shape: DetailShape; readonly cells: readonly DetailCell[] };

export type DetailPair = readonly [DetailAxis['dimension'], DetailAxis['dimension']];

/** Answers about one account: null where no query asked, nothing where one did and AWS had none. */
export type DetailLookup = {
  readonly pair: (dimensions: DetailPair, account: string, row: AxisPart, column: AxisPart) => CellAnswer | null;
  /** A project value, an environment value and a service at once, which only a bill in a file has. */
  readonly triple: (account: string, project: AxisPart, environment: AxisPart, service: AxisPart) => CellAnswer | null;
};

const idOf = (account: string, row: string, column: string): string => JSON.stringify([account, row, column]);

/** Indexes a month's detail cubes. The two dimensions of a cube may stand in either order. */
export function detailLookup(cubes: readonly DetailCube[]): DetailLookup {
  const indexed = cubes.map(({ shape, cells }) => ({
    shape,
    cells: new Map(cells.map((cell) => [idOf(cell.account, cell.row, cell.column), cell.amounts])),
  }));
  const pair: DetailLookup['pair'] = ([rows, columns], account, row, column) => {
    for (const { shape, cells } of indexed) {
      if (shape.account !== null && shape.account !== account) continue;
      const straight = shape.row.dimension === rows && shape.column.dimension === columns;
      const turned = shape.row.dimension === columns && shape.column.dimension === rows;
      if (!straight && !turned) continue;
      const [first, second] = straight ? [row, column] : [column, row];
      if (!covers(shape.row, first) || !covers(shape.column, second)) continue;
      const whole = row.kind !== 'untagged' && column.kind !== 'untagged';
      return { amounts: cells.get(idOf(account, first.raw, second.raw)) ?? noAmounts(), whole };
    }
    return null;
  };
  return { pair, triple: () => null };
}

function covers(axis: DetailAxis, part: AxisPart): boolean {
  if (part.kind === 'untagged') return axis.only === '';
  return axis.only !== '' && axis.key === part.key && (axis.only === null || axis.only === part.raw);
}
