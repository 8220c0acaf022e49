import { refusalOf } from '@/lib/api/refusal';
import { toStatementReply } from '@/lib/api/statement-reply';
import { administratorOf } from '@/lib/auth/viewer';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { statementCsv } from '@/lib/exchange/statement-csv';
import { statementWorkbook } from '@/lib/exchange/statement-workbook';
import type { Basis } from '@/lib/finance/basis';
import { columnsFault, parseColumn } from '@/lib/finance/statement/column';
import type { PeriodKind, TimeStep } from '@/lib/finance/statement/period';
import type { Comparison } from '@/lib/finance/statement/query';
import { readStatement } from '@/lib/reports/statement';
import { statementFileOf } from '@/lib/reports/statement-export';
import type { CloseView, StatementAsked, StatementReport } from '@/lib/reports/statement-query';
import { withActiveBooks } from './books';
import { writeExport } from './export-file';
import { type MonthOptions, monthsOf } from './month-options';
import { EXIT, type Output, UsageError } from './output';

export type StatementOptions = MonthOptions & {
  readonly connection?: string;
  readonly column: readonly string[];
  readonly by?: TimeStep;
  readonly period: PeriodKind;
  readonly compare?: Comparison;
  readonly units: 'then' | 'now';
  readonly view: CloseView;
  readonly basis: Basis;
  readonly format: 'csv' | 'xlsx' | 'json';
  readonly out?: string;
  readonly json?: boolean;
};

/** `export statement`: the same files as `/exports/statement.csv` and `.xlsx`, or the document of `/statement`. */
export async function exportStatementCommand(
  environment: Environment,
  output: Output,
  options: StatementOptions,
): Promise<number> {
  const asked = askedBy(options);
  return withActiveBooks(environment, output, options.connection, async ({ db }) => {
    const found = await readStatement(administratorOf(db), asked);
    if (found.kind === 'no-connection')
      throw new AppError('not-found', 'There is no connection yet.', { fix: 'Add one with connect or import.' });
    if (found.kind !== 'statement') throw refusalOf(found);
    for (const { connection, month } of found.books.missing)
      output.say(`${connection} has no figures of ${month}: they are not in the file.`);
    await writeExport(output, options.out, [await contentOf(found, options)]);
    return EXIT.done;
  });
}

async function contentOf(
  report: StatementReport,
  { format, json, view }: StatementOptions,
): Promise<string | Uint8Array> {
  if (format === 'json' || json) return `${JSON.stringify(toStatementReply(report, view), null, 2)}\n`;
  const file = statementFileOf(report, view);
  return format === 'xlsx' ? statementWorkbook(file) : statementCsv(file);
}

function askedBy(options: StatementOptions): StatementAsked {
  const { column, connection = null, by = null, compare = null, period, units, view, basis } = options;
  const fault = column.length === 0 ? null : columnsFault(column);
  if (fault) throw new UsageError(`--column: ${fault}.`);
  return {
    ...{ connection, currency: null, months: monthsOf(options), basis },
    columns: column.flatMap((text) => parseColumn(text) ?? []),
    ...{ by, period, compare, units, view },
  };
}
