import { formatDecimal, parseDecimal } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import type { Drafts, RowDrafts } from './cell-drafts';
import { currencyOfCell, figureOfCell, type InputRow, type SheetName } from './input-row';

/** The sum of a row as it would be stored; null where its months are empty, of several currencies, or not all figures. */
export function rowTotal(row: InputRow, months: readonly Month[], drafts: RowDrafts | undefined): string | null {
  const figures = months.map((month) => figureOfCell(row, month, drafts));
  const currencies = new Set(months.filter((_, at) => figures[at] !== '').map((month) => currencyOfCell(row, month)));
  if (currencies.size !== 1 || figures.includes(null)) return null;
  return formatDecimal(figures.reduce((sum, figure) => sum + parseDecimal(figure || '0'), 0n));
}

/** A line of sums beneath the grid: a figure for each month, '' where nothing is entered, null where it is not known. */
export type TotalRow = {
  readonly label: string;
  readonly figures: readonly (string | null)[];
  readonly total: string | null;
};

/**
 * The sums beneath a grid, one line for each currency. Counts of different things have none; nor have budgets when some
 * are of projects and others of accounts or OUs, or of one inside another: these overlap.
 */
export function columnTotals(
  name: SheetName,
  rows: readonly InputRow[],
  months: readonly Month[],
  drafts: Drafts,
  fallback: string,
): TotalRow[] {
  const filled = rows.filter((row) => months.some((month) => figureOfCell(row, month, drafts.get(row.key)) !== ''));
  if (name === 'driver' || (name === 'budget' && overlaps(filled))) return [];
  const currencies = new Set(
    filled.flatMap((row) =>
      months
        .filter((month) => figureOfCell(row, month, drafts.get(row.key)) !== '')
        .map((month) => currencyOfCell(row, month) || fallback),
    ),
  );
  return [...currencies].sort().map((currency) => {
    const figures = months.map((month) =>
      sumOf(filled, month, drafts, (row) => (currencyOfCell(row, month) || fallback) === currency),
    );
    const known = figures.every((figure) => figure !== null);
    const total = known ? formatDecimal(figures.reduce((sum, figure) => sum + parseDecimal(figure || '0'), 0n)) : null;
    return { label: currency === '' || currency === fallback ? 'Total' : `Total, ${currency}`, figures, total };
  });
}

function sumOf(
  rows: readonly InputRow[],
  month: Month,
  drafts: Drafts,
  counts: (row: InputRow) => boolean,
): string | null {
  const figures = rows.filter(counts).map((row) => figureOfCell(row, month, drafts.get(row.key)));
  if (figures.includes(null)) return null;
  const given = figures.filter((figure) => figure !== '');
  return given.length === 0 ? '' : formatDecimal(given.reduce((sum, figure) => sum + parseDecimal(figure || '0'), 0n));
}

function overlaps(rows: readonly InputRow[]): boolean {
  const kinds = new Set(rows.map(({ entity }) => entity.startsWith('project:')));
  const entities = new Set(rows.map(({ entity }) => entity));
  return kinds.size > 1 || rows.some(({ inside }) => inside.some((container) => entities.has(container)));
}
