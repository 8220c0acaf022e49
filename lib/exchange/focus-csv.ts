import type { LedgerMonth } from '@/lib/finance/ledger-month';
import { type CsvCell, csvHeader, csvLines, csvNumber, csvText } from './csv';
import { FOCUS_AMOUNTS, FOCUS_COLUMNS, type FocusColumn } from './focus-column';
import { focusRows } from './focus-rows';

const isNumber = (column: FocusColumn): boolean => FOCUS_AMOUNTS.has(column) || column === 'PricingQuantity';

/**
 * The books as a bill by FOCUS 1.2 (https://focus.finops.org), in pieces: a row a month, account, home and charge, exact to
 * nine decimal places, times in UTC. `BilledCost` is unblended and `EffectiveCost` amortized cost. A null is an empty cell.
 */
export async function* focusCsv(months: Iterable<LedgerMonth> | AsyncIterable<LedgerMonth>): AsyncGenerator<string> {
  yield csvHeader(FOCUS_COLUMNS);
  for await (const month of months) yield* csvLines(FOCUS_COLUMNS.length, cellsOf(month));
}

function* cellsOf(month: LedgerMonth): Generator<CsvCell[]> {
  for (const row of focusRows(month)) {
    yield FOCUS_COLUMNS.map((column) => {
      const text = row[column];
      if (text === undefined || text === '') return null;
      return isNumber(column) ? csvNumber(text) : csvText(text);
    });
  }
}
