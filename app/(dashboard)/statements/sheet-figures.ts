import { looksOf } from '@/components/charts/look';
import type { ChosenColumn, SheetCell, SheetColumn, SheetModel } from '@/components/statement/sheet-model';
import { toCents } from '@/lib/finance/money';
import { columnKey } from '@/lib/finance/statement/column';
import type { StatementColumn, StatementRow } from '@/lib/finance/statement/sheet';
import { type DisplayedRow, displayStatement } from '@/lib/finance/statement/statement-display';
import { viewOf } from '@/lib/finance/statement/statement-view';
import { type Figure, figureOf, figureOfCounts, NOT_APPLICABLE } from '@/lib/format/money';
import { formatChange, formatPercent } from '@/lib/format/percent';
import type { FigureMode } from '@/lib/reports/statement-address';
import type { StatementReport } from '@/lib/reports/statement-query';

const ONE = 1e9;
const KINDS: Readonly<Record<string, string>> = {
  organization: 'Organization',
  connection: 'Connection',
  ou: 'Unit',
  account: 'Account',
  project: 'Project',
  environment: 'Environment',
  class: 'Class',
};

/** A statement as it is printed: in amounts that add up as they stand, in parts, by the day, or as changes. */
export function sheetFigures(report: StatementReport, mode: FigureMode, digits: number): SheetModel {
  const { statement } = report;
  const printed = displayStatement(statement, digits);
  const views = mode === 'revenue' || mode === 'total' || mode === 'perDay' ? viewOf(statement, mode) : null;
  const looks = chosenColumns(report);
  return {
    title: 'Statement',
    currency: statement.currency,
    columns: statement.columns.map((column, at): SheetColumn => {
      const chosen = looks[at];
      const isEntity = column.kind === 'entity';
      return {
        key: isEntity ? (chosen?.key ?? column.key) : column.key,
        label: column.label,
        kind: column.kind,
        detail: isEntity ? (KINDS[chosen?.kind ?? ''] ?? '') : detailOf(column),
        colour: isEntity ? (chosen?.colour ?? '') : '',
        estimated: column.estimated.length > 0,
      };
    }),
    rows: statement.rows.map((row, at) => ({
      key: row.key,
      label: row.label,
      depth: row.depth,
      kind: row.kind,
      parent: row.parent,
      cells: statement.columns.map((_, column): SheetCell => {
        if (mode === 'change') return changeCell(row, printed[at], column, digits);
        if (views) return viewCell(views[at]?.[column] ?? null, mode);
        return amountCell(row, printed[at]?.amounts[column] ?? null, column, digits);
      }),
    })),
  };
}

/** The chosen columns with their colours: an entity has one, whatever stands beside it. */
export function chosenColumns({ chosen, statement }: StatementReport): ChosenColumn[] {
  const keys = chosen.map(columnKey);
  // Eight columns at most: with a registry of their own no two share a hue but the eighth.
  const looks = looksOf(keys, [...keys].sort());
  const labels = statement.query.shape.kind === 'columns' ? statement.columns.map(({ label }) => label) : [];
  return chosen.map((column, at) => ({
    key: keys[at] ?? '',
    kind: column.kind,
    label: labels[at] ?? (column.kind === 'organization' ? 'Organization' : column.id),
    colour: looks.get(keys[at] ?? '')?.colour ?? '',
  }));
}

function detailOf({ kind, months }: StatementColumn): string {
  if (kind === 'overlap') return 'columns that overlap';
  if (kind === 'rest') return 'in no column';
  return kind === 'time' || kind === 'total' ? `${months.length} ${months.length === 1 ? 'month' : 'months'}` : '';
}

const NA: SheetCell = { text: NOT_APPLICABLE, ink: 'dim' };

const cellOf = ({ text, negative, zero }: Figure): SheetCell => ({
  text,
  ink: negative ? 'negative' : zero ? 'dim' : 'plain',
});

function amountCell(row: StatementRow, counts: bigint | null, column: number, digits: number): SheetCell {
  if (counts === null) return NA;
  if (row.unit === 'ratio') return percentCell(counts);
  return cellOf(figureOfCounts(counts, digits, row.amounts[column] ?? 0n));
}

const percentCell = (ratio: bigint): SheetCell => ({
  text: formatPercent(Number(ratio) / ONE),
  ink: ratio < 0n ? 'negative' : 'plain',
});

function viewCell(units: bigint | null, mode: FigureMode): SheetCell {
  if (units === null) return NA;
  return mode === 'perDay' ? cellOf(figureOf(toCents(units), units)) : percentCell(units);
}

function changeCell(row: StatementRow, printed: DisplayedRow | undefined, column: number, digits: number): SheetCell {
  const counts = printed?.changes?.[column]?.change ?? null;
  const change = row.changes?.[column];
  if (counts === null || !change || change.change === null) return NA;
  if (row.unit === 'ratio') return { text: formatChange(Number(change.change) / ONE), ink: 'plain' };
  const figure = cellOf(figureOfCounts(counts, digits, change.change));
  return { ...figure, note: change.rate === null ? NOT_APPLICABLE : formatChange(Number(change.rate) / 1e6) };
}
