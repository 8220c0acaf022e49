import { refusalOf } from '@/lib/api/refusal';
import { administratorOf } from '@/lib/auth/viewer';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { focusCsv } from '@/lib/exchange/focus-csv';
import { ledgerCsv } from '@/lib/exchange/ledger-csv';
import { type Basis, DEFAULT_BASIS } from '@/lib/finance/basis';
import { readLedger } from '@/lib/reports/ledger';
import { withActiveBooks } from './books';
import { writeExport } from './export-file';
import { type MonthOptions, monthsOf } from './month-options';
import { EXIT, type Output } from './output';

export type LedgerOptions = MonthOptions & {
  readonly connection?: string;
  readonly basis?: Basis;
  readonly out?: string;
};

/** `export ledger` and `export focus`: the same files as `/exports/ledger.csv` and `/exports/focus.csv`. */
export async function exportLedgerCommand(
  environment: Environment,
  output: Output,
  file: 'ledger' | 'focus',
  options: LedgerOptions,
): Promise<number> {
  const query = { currency: null, months: monthsOf(options), basis: options.basis ?? DEFAULT_BASIS };
  const { connection = null } = options;
  return withActiveBooks(environment, output, options.connection, async ({ db }) => {
    const depth = file === 'ledger' ? 'slices' : 'charges';
    const ledger = await readLedger(administratorOf(db), { connection, ...query }, depth);
    if (ledger.kind === 'no-connection')
      throw new AppError('not-found', 'There is no connection yet.', { fix: 'Add one with connect or import.' });
    if (ledger.kind !== 'ledger') throw refusalOf(ledger);
    for (const { connection: name, month } of ledger.books.missing)
      output.say(`${name} has no figures of ${month}: they are not in the file.`);
    const pieces = file === 'ledger' ? ledgerCsv(ledger.months, [query.basis]) : focusCsv(ledger.months);
    await writeExport(output, options.out, pieces);
    return EXIT.done;
  });
}
