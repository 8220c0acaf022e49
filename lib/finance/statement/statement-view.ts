import { divideHalfEven } from '../money';
import type { Statement } from './sheet';

/** Other ways to read a sheet's amounts: in parts of the column's revenue or total cost, or by the day. */
export const STATEMENT_VIEWS = ['revenue', 'total', 'perDay'] as const;
export type StatementView = (typeof STATEMENT_VIEWS)[number];

const ONE = 1_000_000_000n;

/**
 * The amounts of every row, by row and column, as a view shows them: a part in 10⁻⁹ of one, n/a where the column's revenue or
 * cost is zero or less; per day in units of 10⁻⁹, n/a where it covers no day. What is a ratio already, or by the day, is n/a.
 */
export function viewOf({ rows, columns }: Statement, view: StatementView): (bigint | null)[][] {
  const whole = rows.find(({ key }) => key === view)?.amounts ?? [];
  return rows.map(({ amounts, formula }) =>
    amounts.map((units, at) => {
      if (units === null || formula.kind === 'ratio' || formula.kind === 'perDay') return null;
      const by = view === 'perDay' ? BigInt(columns[at]?.days ?? 0) : (whole[at] ?? 0n);
      if (by <= 0n || columns[at]?.kind === 'overlap') return null;
      return divideHalfEven(view === 'perDay' ? units : units * ONE, by);
    }),
  );
}
