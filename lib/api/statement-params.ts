import { z } from 'zod';
import { columnsFault, MOST_COLUMNS, OVERLAP, parseColumn, REST } from '@/lib/finance/statement/column';
import { PERIOD_KINDS, TIME_STEPS } from '@/lib/finance/statement/period';
import { COMPARISONS } from '@/lib/finance/statement/query';
import type { ExplainAsked } from '@/lib/reports/statement';
import { CLOSE_VIEWS, type StatementAsked } from '@/lib/reports/statement-query';
import { booksParams, checkRange, toBooksQuery } from './books-params';

const COLUMNS =
  'organization, connection:<id or name>, ou:<id>, account:<id>, project:<id>, environment:<name> or class:<name>';

const choice = <const Texts extends readonly [string, ...string[]]>(texts: Texts) =>
  z.enum(texts, { error: `must be one of ${texts.join(', ')}` });

const sheet = {
  ...booksParams,
  by: choice(TIME_STEPS).optional().meta({ description: 'Steps of time as columns, of the one column that is given.' }),
  period: choice(PERIOD_KINDS)
    .default('custom')
    .meta({ description: 'What the range is: `ytd` compares with the same months a year before.' }),
  compare: choice(COMPARISONS)
    .optional()
    .meta({ description: 'What every figure is compared with: another period, the budget, or the first column.' }),
  units: choice(['then', 'now'])
    .default('then')
    .meta({ description: 'OUs as they were in each month, or as they are now.' }),
  view: choice(CLOSE_VIEWS)
    .default('closed')
    .meta({ description: 'Closed months as they were closed, or as AWS has restated them.' }),
};

const columnList = (description: string) =>
  z
    .array(z.string())
    .default([])
    .superRefine((texts, context) => {
      const fault = texts.length === 0 ? null : columnsFault(texts);
      if (fault) context.addIssue({ code: 'custom', message: fault });
    })
    .meta({ description });

export const statementParams = z
  .strictObject({
    ...sheet,
    column: columnList(
      `The columns in their order, at most ${MOST_COLUMNS}: ${COLUMNS}. Repeats. Without any, the projects with the most cost.`,
    ),
  })
  .superRefine(checkRange);

export const STATEMENT_LISTS = ['column'];

export const explainParams = z
  .strictObject({
    ...sheet,
    row: z.string({ error: 'is missing: the key of a row, such as direct' }).min(1, 'is empty').max(500).meta({
      description: 'The key of a row of the statement.',
    }),
    column: z
      .string({ error: 'is missing: the key of a column, such as total' })
      .min(1, 'is empty')
      .max(500)
      .meta({ description: 'The key of a column of the statement; its last ones, too, and a step of time.' }),
    with: columnList('The columns of the sheet, as in /statement. Repeats. Without any, the column alone.'),
  })
  .superRefine(checkRange)
  .superRefine(({ column, with: columns, by }, context) => {
    const fault = (path: 'column' | 'with', message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (by !== undefined && columns.length === 0) fault('with', 'is missing: the column whose steps of time are shown');
    if (columns.length > 0) return;
    if (column === REST || column === OVERLAP) fault('with', `is missing: ${column} depends on the other columns`);
    else if (column !== 'total' && by === undefined && parseColumn(column) === null)
      fault('column', `is no column of a statement: write ${COLUMNS}, overlap, rest or total`);
  });

export const EXPLAIN_LISTS = ['with'];

type Sheet = Omit<z.output<typeof statementParams>, 'column'>;

/** What a statement is asked for by checked parameters. */
export const toStatementAsked = (params: Sheet, columns: readonly string[]): StatementAsked => ({
  ...toBooksQuery(params),
  columns: columns.flatMap((text) => parseColumn(text) ?? []),
  by: params.by ?? null,
  period: params.period,
  compare: params.compare ?? null,
  units: params.units,
  view: params.view,
});

/** A sheet that names no columns is that of the figure's own. */
export function toExplainAsked(params: z.output<typeof explainParams>): ExplainAsked {
  const { row, column } = params;
  const own = parseColumn(column) === null ? [] : [column];
  return { statement: toStatementAsked(params, params.with.length > 0 ? params.with : own), row, column };
}
