import { writeFileSync } from 'node:fs';
import { refusalOf } from '@/lib/api/refusal';
import { toTreeReply } from '@/lib/api/tree-reply';
import { administratorOf } from '@/lib/auth/viewer';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { treeCsv } from '@/lib/exchange/tree-csv';
import { type Basis, DEFAULT_BASIS } from '@/lib/finance/basis';
import { addMonths, isMonth, type Month, type MonthRange } from '@/lib/finance/month';
import { type AccountTree, readTree, storedBooks } from '@/lib/reports/account-tree';
import { withActiveBooks } from './books';
import { EXIT, type Output, UsageError } from './output';
import { pathOfCaller } from './working-folder';

export type TreeOptions = {
  readonly connection?: string;
  readonly month?: Month;
  readonly from?: Month;
  readonly to?: Month;
  readonly basis?: Basis;
  readonly format: 'csv' | 'json';
  readonly out?: string;
  readonly json?: boolean;
};

/** `export tree`: the same file as `/exports/tree.csv`, or the document of `/tree`. */
export async function exportTreeCommand(
  environment: Environment,
  output: Output,
  options: TreeOptions,
): Promise<number> {
  const months = monthsOf(options);
  const { connection = null, basis = DEFAULT_BASIS } = options;
  return withActiveBooks(environment, output, options.connection, async ({ db }) => {
    const tree = await readTree(administratorOf(db), { connection, currency: null, months, basis });
    if (tree.kind === 'no-connection')
      throw new AppError('not-found', 'There is no connection yet.', { fix: 'Add one with connect or import.' });
    if (tree.kind !== 'account-tree') throw refusalOf(tree);
    for (const { connection: name, month } of tree.books.missing)
      output.say(`${name} has no figures of ${month}: they are not in the file.`);
    write(output, options, tree);
    return EXIT.done;
  });
}

function write(output: Output, { format, json, out }: TreeOptions, tree: AccountTree): void {
  const text = format === 'json' || json ? `${JSON.stringify(toTreeReply(tree), null, 2)}\n` : csvOf(tree);
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  const path = pathOfCaller(out);
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new AppError(
      'invalid-input',
      `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  output.say(`Written: ${path}`);
}

function csvOf({ root, books }: AccountTree): string {
  const { months, currency, basis } = books;
  return treeCsv({
    root,
    connections: storedBooks(books).map(({ connection }) => connection.name),
    months,
    currency,
    basis,
  });
}

/** The months that the options name; null is the last full one. */
function monthsOf({ month, from, to }: TreeOptions): MonthRange | null {
  for (const [flag, text] of Object.entries({ month, from, to })) {
    if (text !== undefined && !isMonth(text)) throw new UsageError(`--${flag} ${text} is not a month such as 2026-10.`);
  }
  if (month !== undefined && (from !== undefined || to !== undefined))
    throw new UsageError('Give --month, or --from and --to.');
  if (month !== undefined) return { from: month, to: addMonths(month, 1) };
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined)
    throw new UsageError(`--${from ? 'to' : 'from'} is missing: a range has both ends, --to exclusive.`);
  if (from >= to) throw new UsageError('--to must be after --from: it is exclusive.');
  return { from, to };
}
