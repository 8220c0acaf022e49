import { amountField, quantityField } from '@/lib/finance/input-field';
import { formatDecimal } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import type { CellEdit } from './cell-drafts';
import { type CellAt, type CellRange, cellsIn } from './cell-range';
import { currencyFault } from './currency-mark';
import { type FigureReading, readPastedFigures } from './figure-reading';
import { currencyOfCell, type InputRow, isSameFigure, type SheetName } from './input-row';

/** What a grid is made of. */
export type Grid = {
  readonly name: SheetName;
  readonly rows: readonly InputRow[];
  readonly months: readonly Month[];
  /** The currency of what nothing else says the currency of; '' when there are several. */
  readonly currency: string;
  /** Null while a cell may change. */
  readonly closedOf: (row: InputRow, month: Month) => string | null;
};

/** The edit that a reading makes of a cell; a figure that is stored already takes the edit back. */
export function editOf(grid: Grid, row: InputRow, month: Month, text: string, reading: FigureReading): CellEdit {
  const draft = draftOf(grid, row, month, text, reading);
  return { row: row.key, month, draft: isSameFigure(row, month, draft) ? null : draft };
}

function draftOf({ name, currency }: Grid, row: InputRow, month: Month, text: string, reading: FigureReading) {
  if (!reading.ok) return { text, fault: reading.fault };
  if (reading.decimal === '') return { text: '', fault: '' };
  const read = (name === 'driver' ? quantityField : amountField).read(reading.decimal);
  if (!read.ok) return { text, fault: read.fault };
  const fault = name === 'driver' ? '' : currencyFault(reading.mark, currencyOfCell(row, month) || currency);
  if (fault !== '') return { text, fault };
  return { text: read.read === null ? '' : formatDecimal(read.read), fault: '' };
}

/** What a paste changes, and how many of its figures found no cell that may change. */
export type Pasted = {
  readonly edits: readonly CellEdit[];
  readonly outside: number;
  readonly closed: number;
  readonly range: CellRange;
};

/** Lays pasted texts over the grid from the corner of a range; one text fills the range. */
export function pasteEdits(grid: Grid, block: readonly (readonly string[])[], range: CellRange): Pasted {
  const single = block.length === 1 && block[0]?.length === 1;
  const targets: { at: CellAt; text: string }[] = single
    ? cellsIn(range).map((at) => ({ at, text: block[0]?.[0] ?? '' }))
    : block.flatMap((texts, down) =>
        texts.map((text, across) => ({ at: { row: range.top + down, column: range.left + across }, text })),
      );
  const readings = readPastedFigures(targets.map(({ text }) => text));
  const edits: CellEdit[] = [];
  let [outside, closed] = [0, 0];
  for (const [place, { at, text }] of targets.entries()) {
    const [row, month, reading] = [grid.rows[at.row], grid.months[at.column], readings[place]];
    if (!row || !month || !reading) outside += text.trim() === '' ? 0 : 1;
    else {
      const edit = editOf(grid, row, month, text, reading);
      if (grid.closedOf(row, month) === null) edits.push(edit);
      // What leaves a closed month as it is was no change.
      else if (edit.draft) closed += 1;
    }
  }
  const width = Math.max(...block.map((texts) => texts.length));
  const [bottom, right] = single ? [range.bottom, range.right] : [range.top + block.length - 1, range.left + width - 1];
  return {
    ...{ edits, outside, closed },
    range: {
      ...range,
      bottom: Math.min(bottom, grid.rows.length - 1),
      right: Math.min(right, grid.months.length - 1),
    },
  };
}

/** Empties the cells of a range that may change. */
export const clearEdits = (grid: Grid, range: CellRange): CellEdit[] =>
  cellsIn(range).flatMap(({ row, column }) => {
    const [found, month] = [grid.rows[row], grid.months[column]];
    if (!found || !month || grid.closedOf(found, month) !== null) return [];
    return [editOf(grid, found, month, '', { ok: true, decimal: '', mark: '' })];
  });
