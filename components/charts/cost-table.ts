import type { Basis } from '@/lib/finance/basis';
import { type Currency, formatDecimal, parseDecimal } from '@/lib/finance/money';
import { addMonths } from '@/lib/finance/month';
import { formatChange } from '@/lib/format/percent';
import { formatMonthsShort } from '@/lib/format/time';
import { amountCell, type ChartCell, type ChartTable, partCells, textCell } from './chart-table';
import type { ChartMonth } from './prepare-columns';
import { monthNotes, unitText } from './unit-text';

export type CostTableInput = {
  readonly title: string;
  /** What the rows are: `Service`. */
  readonly rowName: string;
  readonly currency: Currency;
  readonly basis: Basis;
  /** Oldest first. */
  readonly months: readonly ChartMonth[];
  /** One amount for each month, exact; null is not in the books. */
  readonly rows: readonly { readonly label: string; readonly amounts: readonly (string | null)[] }[];
  /** Amounts, or each month's change against the month before. */
  readonly show: 'amounts' | 'changes';
};

/**
 * Rows by month with their changes and a total that each month's column adds up to. The changes at the end compare
 * the last month with the one before, and with the first of thirteen: the same month a year ago.
 * Estimated months, months that are missing and bases of nothing or less have no change.
 */
export function costTable({ title, rowName, currency, basis, months, rows, show }: CostTableInput): ChartTable {
  const totals = months.map((_, at) => totalOf(rows.map(({ amounts }) => amounts[at] ?? null)));
  const columns = months.map(({ state }, at): ChartCell[] => {
    const total = totals[at] ?? null;
    const amounts = rows.map(({ amounts: all }) => all[at] ?? null);
    const known = amounts.flatMap((amount) => amount ?? []);
    if (total === null) return [...amounts, total].map((amount) => amountCell(amount, currency, absence(state)));
    return [...partCells(known, total, currency), amountCell(total, currency)];
  });
  const series = [...rows, { label: 'Total', amounts: totals }];
  const last = months.length - 1;
  const change = (amounts: readonly (string | null)[], from: number, to: number): ChartCell =>
    textCell(formatChange(changeOf(amounts, months, from, to)));
  const isYear = months.length === 13;
  return {
    caption: title,
    unit: unitText(currency, basis, null, monthNotes(months)),
    currency,
    basis,
    head: [
      { label: rowName, amounts: false },
      ...months.map(({ month, state }) => ({
        label: `${formatMonthsShort({ from: month, to: addMonths(month, 1) }).trim()}${state === 'estimated' ? ' est.' : ''}`,
        amounts: true,
      })),
      ...(show === 'amounts'
        ? [{ label: 'Change', amounts: true }, ...(isYear ? [{ label: 'In a year', amounts: true }] : [])]
        : []),
    ],
    rows: series.map(({ label, amounts }, row) => [
      textCell(label),
      ...(show === 'amounts'
        ? [
            ...columns.map((cells) => cells[row] ?? textCell('')),
            change(amounts, last - 1, last),
            ...(isYear ? [change(amounts, 0, last)] : []),
          ]
        : months.map((_, at) => (at === 0 ? textCell('') : change(amounts, at - 1, at)))),
    ]),
    totalled: true,
  };
}

const absence = (state: ChartMonth['state']): string => (state === 'missing' ? 'missing' : 'unknown');

function totalOf(amounts: readonly (string | null)[]): string | null {
  if (amounts.includes(null)) return null;
  return formatDecimal(amounts.reduce((sum, amount) => sum + parseDecimal(amount ?? '0'), 0n));
}

/** As a fraction, to a millionth; null where it has no meaning. */
function changeOf(
  amounts: readonly (string | null)[],
  months: readonly ChartMonth[],
  from: number,
  to: number,
): number | null {
  const [before, after] = [amounts[from] ?? null, amounts[to] ?? null];
  if (before === null || after === null) return null;
  if (months[from]?.state !== 'final' || months[to]?.state !== 'final') return null;
  const base = parseDecimal(before);
  if (base <= 0n) return null;
  return Number(((parseDecimal(after) - base) * 1_000_000n) / base) / 1_000_000;
}
