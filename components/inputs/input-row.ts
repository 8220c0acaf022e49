import type { Month } from '@/lib/finance/month';
import { formatDay } from '@/lib/format/time';
import type { CellDraft, RowDrafts } from './cell-drafts';

/** What is entered month by month. */
export type SheetName = 'revenue' | 'budget' | 'driver';

/** One entity, with the source of its revenue or the name of its driver in `label`. Figures are exact decimal strings. */
export type InputRow = {
  readonly key: string;
  readonly entity: string;
  readonly name: string;
  readonly label: string;
  /** The connections that know the entity; null when every close concerns it. */
  readonly connections: readonly string[] | null;
  readonly inside: readonly string[];
  /** What its new figures are in; '' leaves it to the server, which knows what the entity is billed in. */
  readonly currency: string;
  readonly cells: Readonly<Record<Month, { readonly amount: string; readonly currency: string }>>;
};

export type ClosedMonth = {
  readonly connection: string;
  readonly month: Month;
  readonly by: string;
  readonly at: string;
};

/** The figure that a cell shows: its edit, or what is stored; '' for nothing. Null while the edit is no figure. */
export function figureOfCell(row: InputRow, month: Month, drafts: RowDrafts | undefined): string | null {
  const draft = drafts?.get(month);
  if (draft) return draft.fault === '' ? draft.text : null;
  return row.cells[month]?.amount ?? '';
}

/** Who closed the month for a row, in words; null while it may change. */
export function closedWords(row: InputRow, month: Month, closed: readonly ClosedMonth[]): string | null {
  const close = closed.find(
    (each) => each.month === month && (row.connections === null || row.connections.includes(each.connection)),
  );
  return close ? `Closed by ${close.by}, ${formatDay(close.at.slice(0, 10))}.` : null;
}

/** The currency of a cell as far as its row says: what is stored there, else in all its other cells; '' when it does not. */
export function currencyOfCell(row: InputRow, month: Month): string {
  const stored = row.cells[month]?.currency;
  if (stored) return stored;
  const [only = row.currency, ...others] = new Set(Object.values(row.cells).map(({ currency }) => currency));
  return others.length === 0 ? only : '';
}

/** True for an edit that leaves the cell as it is stored. */
export const isSameFigure = (row: InputRow, month: Month, { text, fault }: CellDraft): boolean =>
  fault === '' && text === (row.cells[month]?.amount ?? '');

/** The texts of a row's cell as a line to send. */
export function lineOfCell(name: SheetName, row: InputRow, month: Month, text: string) {
  const { entity, label } = row;
  if (name === 'driver') return { month, entity, driver: label, quantity: text };
  const amount = { month, entity, amount: text, currency: currencyOfCell(row, month) };
  return name === 'revenue' ? { ...amount, source: label } : amount;
}
