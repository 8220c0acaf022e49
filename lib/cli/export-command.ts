import { refusalOf } from '@/lib/api/refusal';
import { toTreeReply } from '@/lib/api/tree-reply';
import { administratorOf } from '@/lib/auth/viewer';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { treeCsv } from '@/lib/exchange/tree-csv';
import { type Basis, DEFAULT_BASIS } from '@/lib/finance/basis';
import { type AccountTree, readTree, storedBooks } from '@/lib/reports/account-tree';
import { withActiveBooks } from './books';
import { writeExport } from './export-file';
import { type MonthOptions, monthsOf } from './month-options';
import { EXIT, type Output } from './output';

export type TreeOptions = MonthOptions & {
  readonly connection?: string;
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
    const { format, json, out } = options;
    const text = format === 'json' || json ? `${JSON.stringify(toTreeReply(tree), null, 2)}\n` : csvOf(tree);
    await writeExport(output, out, [text]);
    return EXIT.done;
  });
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
