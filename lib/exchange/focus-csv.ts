import { csvNumber, csvPieces, csvText } from './csv';
import { FOCUS_AMOUNTS, FOCUS_COLUMNS, type FocusColumn } from './focus-column';
import { focusRows } from './focus-rows';
import type { LedgerMonth } from './ledger-month';

const isNumber = (column: FocusColumn): boolean => FOCUS_AMOUNTS.has(column) || column === 'PricingQuantity';

/**
 * The books as a bill by FOCUS 1.2 (https://focus.finops.org), in pieces: a row a month, account, home and charge, exact to
 * nine decimal places, times in UTC. `BilledCost` is unblended and `EffectiveCost` amortized cost. A null is an empty cell.
 */
export function* focusCsv(months: Iterable<LedgerMonth>): Generator<string> {
  yield* csvPieces(FOCUS_COLUMNS, rowsOf(months));
}

function* rowsOf(months: Iterable<LedgerMonth>) {
  for (const month of months) {
    for (const row of focusRows(month)) {
      yield FOCUS_COLUMNS.map((column) => {
        const text = row[column];
        if (text === undefined || text === '') return null;
        return isNumber(column) ? csvNumber(text) : csvText(text);
      });
    }
  }
}
