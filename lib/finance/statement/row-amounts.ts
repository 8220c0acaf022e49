import { divideHalfEven } from '../money';
import type { Month } from '../month';
import type { LaidColumn, StoredMonths } from './layout';
import type { RowSums } from './row-sums';
import type { RowFormula, RowNode } from './row-tree';

/** Amounts by row key, then by column. Null: n/a, or nothing is known. */
export type RowAmounts = ReadonlyMap<string, readonly (bigint | null)[]>;

const ONE = 1_000_000_000n;

/** The days that figures of some months cover. */
export const daysOf = (months: readonly Month[], stored: StoredMonths): number =>
  months.reduce((sum, month) => sum + (stored.get(month)?.days ?? 0), 0);

/** Where no line is a figure of its own: no budget is not a budget of zero. */
const isEntered = (row: string): boolean => row === 'budget' || row.startsWith('driver:');

/**
 * Works out every row over the months that `monthsOf` gives each column. A column without any stored month has no figures: what
 * is missing is not zero.
 */
export function rowAmounts(
  nodes: readonly RowNode[],
  sums: RowSums,
  columns: readonly LaidColumn[],
  monthsOf: (column: LaidColumn) => readonly Month[],
  stored: StoredMonths,
): RowAmounts {
  const groups = new Map<string, { months: ReadonlySet<Month>; at: number[] }>();
  for (const [at, column] of columns.entries()) {
    const months = monthsOf(column);
    const group = groups.get(months.join()) ?? { months: new Set(months), at: [] };
    group.at.push(at);
    groups.set(months.join(), group);
  }
  const nothing = columns.map((column) => monthsOf(column).length === 0);
  const days = columns.map((column) => BigInt(daysOf(monthsOf(column), stored)));
  const formulas = new Map(nodes.map(({ key, formula }) => [key, formula]));
  const amounts = new Map<string, readonly (bigint | null)[]>();

  const posted = (row: string): (bigint | null)[] => {
    const found: (bigint | null)[] = columns.map(() => (isEntered(row) ? null : 0n));
    for (const { months, at } of groups.values()) {
      const masks = sums.over(row, months);
      for (const place of at) {
        const factorOf = columns[place]?.factorOf;
        for (const [mask, units] of masks) {
          const factor = factorOf?.(mask) ?? 0n;
          if (factor !== 0n) found[place] = (found[place] ?? 0n) + factor * units;
        }
      }
    }
    return found;
  };
  const worked = (formula: RowFormula): (bigint | null)[] => {
    if (formula.kind === 'posted') return posted(formula.row);
    if (formula.kind === 'perDay') {
      return amountsOf(formula.of).map((units, at) => {
        const count = days[at] ?? 0n;
        return units === null || count === 0n ? null : divideHalfEven(units, count);
      });
    }
    if (formula.kind === 'ratio') {
      const by = amountsOf(formula.by);
      return amountsOf(formula.of).map((units, at) => {
        const whole = by[at] ?? null;
        const isWhole = columns[at]?.kind !== 'overlap';
        return units === null || whole === null || whole <= 0n || !isWhole ? null : divideHalfEven(units * ONE, whole);
      });
    }
    const terms = formula.terms.map(({ row, sign }) => ({ sign, list: amountsOf(row) }));
    return columns.map((_, at) =>
      terms.reduce<bigint | null>((sum, { sign, list }) => {
        const units = list[at] ?? null;
        return sum === null || units === null ? null : sum + sign * units;
      }, 0n),
    );
  };
  function amountsOf(key: string): readonly (bigint | null)[] {
    const known = amounts.get(key);
    if (known) return known;
    const formula = formulas.get(key);
    if (!formula) throw new RangeError(`no row ${key}`);
    const made = worked(formula).map((units, at) => (nothing[at] ? null : units));
    amounts.set(key, made);
    return made;
  }
  for (const { key } of nodes) amountsOf(key);
  return amounts;
}
