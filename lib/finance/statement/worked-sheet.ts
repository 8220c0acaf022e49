import type { Month } from '../month';
import type { StatementInput } from './input';
import { type LaidColumn, type Layout, layoutOf } from './layout';
import { postAll } from './posting';
import type { StatementQuery } from './query';
import { type RowAmounts, rowAmounts } from './row-amounts';
import { summing } from './row-sums';
import { CLASS_GAP, type RowNode, rowTree } from './row-tree';

/** A sheet with every row and column, those among them that it does not show. */
export type WorkedSheet = {
  readonly layout: Layout;
  readonly nodes: readonly RowNode[];
  /** Every row over the months that each column has. */
  readonly now: RowAmounts;
  readonly amountsOver: (monthsOf: (column: LaidColumn) => readonly Month[]) => RowAmounts;
};

/** Lays out a sheet, posts its facts and works out its rows. */
export function workSheet(query: StatementQuery, input: StatementInput): WorkedSheet {
  const layout = layoutOf(input, query);
  const { post, sums } = summing();
  postAll(input, query, layout.months, post);
  const nodes = rowTree(sums.rows, input, query);
  const amountsOver: WorkedSheet['amountsOver'] = (monthsOf) =>
    withoutUnknown(rowAmounts(nodes, sums, layout.columns, monthsOf, layout.stored), BigInt(input.homes.length));
  return { layout, nodes, now: amountsOver(({ months }) => months), amountsOver };
}

/**
 * An environment's projects are not known where tags were not fetched together: what depends on them is n/a there. `bound` is
 * what rounding can make of it.
 */
function withoutUnknown(amounts: RowAmounts, bound: bigint): RowAmounts {
  const gap = amounts.get(CLASS_GAP);
  if (!gap) return amounts;
  const isKnown = gap.map((units) => units === null || (units <= bound && units >= -bound));
  const dependent = ['gross', 'unallocated', 'coverage'];
  return new Map(
    [...amounts].map(([key, list]) => [
      key,
      dependent.includes(key) ? list.map((units, at) => (isKnown[at] ? units : null)) : list,
    ]),
  );
}
