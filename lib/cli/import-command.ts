import { machineAdministrator } from '@/lib/auth/machine-administrator';
import type { BadLines } from '@/lib/bills/bad-lines';
import { type BillReading, readBill } from '@/lib/bills/reading';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { BASES, sumAmounts } from '@/lib/finance/basis';
import { formatDecimal } from '@/lib/finance/money';
import { BASIS_NAMES } from '@/lib/format/basis';
import { listMonthBooks, type MonthBook } from '@/lib/store/books';
import type { ImportResult } from '@/lib/sync/bill-publishing';
import { nameFault } from '@/lib/sync/connect-input';
import { importBill } from '@/lib/sync/import-bill';
import { withMainBooks } from './books';
import { EXIT, type Output, tableText, UsageError } from './output';
import { createProgressBar } from './progress-bar';
import { pathOfCaller } from './working-folder';

export type ImportOptions = { readonly name: string; readonly acceptBadLines?: boolean };

/** `import focus|cur`: loads a bill from files as a connection of the main store. Nothing is stored while a line is bad. */
export async function importCommand(
  environment: Environment,
  output: Output,
  format: 'focus' | 'cur',
  files: readonly string[],
  options: ImportOptions,
): Promise<number> {
  const fault = nameFault(options.name);
  if (fault !== null) throw new UsageError(`--name ${fault}`);
  const reading = await readBill(files.map(pathOfCaller), format, { acceptBadLines: options.acceptBadLines ?? false });
  try {
    tellReading(reading, output);
    if (reading.refused) {
      throw new AppError('invalid-input', `${reading.badLines.total} bad lines: nothing was imported.`, {
        fix: 'Correct them, or import the other lines with --accept-bad-lines.',
      });
    }
    return await withMainBooks(environment, output, async ({ db }) => {
      const bar = createProgressBar(output);
      let done = 0;
      let cube = '';
      const onProgress = (progress: { cube: string }) => {
        if (progress.cube !== cube) done += 1;
        cube = progress.cube;
        bar.show((done - 1) / reading.cubes.length, cube);
      };
      const result = await importBill(db, reading, { name: options.name, onProgress }).finally(() => bar.end());
      const books = await listMonthBooks(machineAdministrator(db), result.connectionId);
      const months = books.filter(({ month }) => reading.months.includes(month));
      for (const { month, reason } of result.faulty) output.say(`${month} does not add up: ${reason}`);
      output.answer(importDocument(options.name, reading, result, months), () =>
        importText(options.name, reading, result, months),
      );
      return result.faulty.length > 0 ? EXIT.failed : EXIT.done;
    });
  } finally {
    await reading.close();
  }
}

function tellReading({ dialect, counts, badLines, notices }: BillReading, output: Output): void {
  output.say(`${dialect}: ${counts.read} lines read, ${counts.kept} kept.`);
  for (const { message } of notices) output.say(`Note: ${message}`);
  if (badLines.total > 0) output.say(badLinesText(badLines));
}

function badLinesText({ total, listed }: BadLines): string {
  const rows = listed.map(
    ({ file, line, column, value, reason }) =>
      `  ${file}, line ${line}: ${[column, JSON.stringify(value), reason].filter(Boolean).join(' ')}`,
  );
  const more = total > listed.length ? [`  … and ${total - listed.length} more`] : [];
  return [`${total} bad lines:`, ...rows, ...more].join('\n');
}

const decimals = (book: MonthBook) =>
  Object.fromEntries(BASES.map((basis) => [basis, formatDecimal(book.amounts[basis])]));

function importDocument(name: string, reading: BillReading, result: ImportResult, books: readonly MonthBook[]) {
  const { format, dialect, currency, counts, notices, badLines } = reading;
  return {
    connection: { id: result.connectionId, name, kind: format, currency },
    runId: result.runId,
    changed: result.changed,
    dialect,
    lines: counts,
    badLines,
    months: books.map((book) => ({
      month: book.month,
      published: result.months.includes(book.month),
      holds: book.holds,
      totals: decimals(book),
    })),
    cells: result.cells,
    notices,
  };
}

/** The ledger's own totals, read back from the store. */
function importText(
  name: string,
  { currency }: BillReading,
  result: ImportResult,
  books: readonly MonthBook[],
): string {
  const total = sumAmounts(books.map(({ amounts }) => amounts));
  const row = (label: string, amounts: MonthBook['amounts']) => [
    label,
    ...BASES.map((basis) => formatDecimal(amounts[basis])),
  ];
  const rows = [
    ...books.map(({ month, amounts }) => row(month, amounts)),
    ...(books.length > 1 ? [row('total', total)] : []),
  ];
  const table = tableText(
    [`month (${currency})`, ...BASES.map((basis) => BASIS_NAMES[basis].name.toLowerCase())],
    rows,
    new Set([1, 2, 3, 4, 5]),
  );
  const state = result.changed
    ? `${name}: ${result.months.length} published, ${result.cells} cells.`
    : `${name}: the store had exactly this already; nothing changed.`;
  return `${table}\n\n${state}`;
}
