import type { Basis } from '@/lib/finance/basis';
import { type Currency, parseDecimal } from '@/lib/finance/money';
import { type CsvCell, csvNumber, csvText, writeCsv } from '@/lib/format/csv';
import { DASH, type Figure, figureOf, formatExact, formatFigure } from '@/lib/format/money';
import { roundParts } from '@/lib/format/parts';

/** A cell of a chart's table: words, or an amount. An amount of null is unknown or missing, and `figure` says which. */
export type ChartCell =
  | { readonly kind: 'text'; readonly text: string; readonly href?: string }
  | { readonly kind: 'amount'; readonly amount: string | null; readonly figure: Figure; readonly exact: string };

/** The same figures as a chart, exact: what a click shows, and what the file holds. The first cell of a row heads it. */
export type ChartTable = {
  readonly caption: string;
  /** What its amounts are. They are whole: the scale of an axis is not theirs. */
  readonly unit: string;
  readonly currency: Currency;
  readonly basis: Basis;
  readonly head: readonly { readonly label: string; readonly amounts: boolean }[];
  readonly rows: readonly (readonly ChartCell[])[];
  /** True when the last row is the total of those above it. */
  readonly totalled: boolean;
};

export const textCell = (text: string, href?: string): ChartCell => ({
  kind: 'text',
  text,
  ...(href === undefined ? {} : { href }),
});

/** An amount, or the word for why there is none. */
export function amountCell(amount: string | null, currency: Currency, absent = 'unknown'): ChartCell {
  if (amount === null)
    return { kind: 'amount', amount, figure: { text: absent, negative: false, zero: true }, exact: '' };
  return { kind: 'amount', amount, figure: formatFigure(amount), exact: formatExact(amount, currency) };
}

/**
 * Amounts that stand beside their total, rounded so that a reader who adds them gets it. `parts` and `total` are exact
 * decimal strings. @throws RangeError when the parts do not add up to the total
 */
export function partCells(parts: readonly string[], total: string, currency: Currency): ChartCell[] {
  const units = parts.map((part) => parseDecimal(part));
  const cents = roundParts(units, parseDecimal(total));
  return parts.map((amount, index) => ({
    kind: 'amount',
    amount,
    figure: figureOf(cents[index] ?? 0n, units[index] ?? 0n),
    exact: formatExact(amount, currency),
  }));
}

/** The table as a file: exact amounts, empty where there is none, and in every row what they are. */
export function chartCsv({ head, rows, currency, basis, totalled }: ChartTable): string {
  const header = [...head.map(({ label }) => label), 'currency', 'basis'];
  const body = totalled ? rows.slice(0, -1) : rows;
  return writeCsv(
    header,
    body.map((row) => [...row.map(csvCell), csvText(currency), csvText(basis)]),
  );
}

function csvCell(cell: ChartCell): CsvCell {
  if (cell.kind === 'text') return csvText(cell.text === DASH ? '' : cell.text);
  return cell.amount === null ? null : csvNumber(cell.amount);
}

/** A file name of a chart: letters, digits and dashes. */
export const chartFileName = (title: string, basis: Basis): string =>
  `${
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'chart'
  }-${basis}.csv`;
