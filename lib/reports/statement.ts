import { requireViewer } from '@/lib/auth/page-viewer';
import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { addMonths, monthOf } from '@/lib/finance/month';
import { type Column, columnKey, OVERLAP, REST, TOTAL } from '@/lib/finance/statement/column';
import { explainFigure } from '@/lib/finance/statement/explanation';
import { periodOf } from '@/lib/finance/statement/period';
import type { StatementQuery } from '@/lib/finance/statement/query';
import { buildStatement } from '@/lib/finance/statement/statement';
import { getCompanySettings } from '@/lib/store/company-settings';
import { asOfBooks } from './as-of';
import { type Books, selectBooks } from './books';
import type { Unavailable } from './shapes';
import { defaultColumns, refuseHiddenColumns, refuseStrangeColumns, resolveColumns } from './statement-columns';
import { readStatementInput } from './statement-input';
import type { ExplanationOutcome, StatementAsked, StatementOutcome } from './statement-query';

/** Why a page has no statement of the columns that its address names. */
export type RefusedStatement = {
  readonly kind: 'refused';
  readonly errors: readonly { readonly field: string; readonly message: string }[];
};

/** The statement of a page. Columns that are not there, or not to be seen, are something that the page answers. */
export async function loadStatement(asked: StatementAsked): Promise<StatementOutcome | RefusedStatement> {
  const viewer = await requireViewer();
  try {
    return await readStatement(viewer, asked);
  } catch (error) {
    if (!(error instanceof AppError) || !REFUSALS.includes(error.code)) throw error;
    const { errors = [], message } = error;
    return { kind: 'refused', errors: errors.length > 0 ? errors : [{ field: 'column', message }] };
  }
}

const REFUSALS: readonly string[] = ['forbidden', 'not-found', 'invalid-input'];

/**
 * Reads a statement (`finance.md` §10). A reader of some accounts or projects gets the facts of these, and no figure of the
 * whole: residual, control total and check are null for him.
 * @throws AppError `forbidden` for columns beyond a reader's scopes; `not-found` for columns that nobody knows; `invalid-input`
 * for steps of time of several columns
 */
export async function readStatement(
  viewer: Viewer,
  asked: StatementAsked,
  now: Date = new Date(),
): Promise<StatementOutcome> {
  refuseHiddenColumns(viewer, asked.columns);
  const books = await statementBooks(viewer, asked, now);
  if (books.kind !== 'books') return books;
  const bare = asked.columns.length === 0;
  const chosen = bare ? await defaultColumns(viewer, books, now) : asked.columns;
  const columns = resolveColumns(books, chosen);
  const query = await statementQuery(viewer, books, asked, columns);
  const [{ input, rules }, asOf] = await Promise.all([
    readStatementInput(viewer, books, query, asked, now),
    asOfBooks(viewer, books),
  ]);
  await refuseStrangeColumns(viewer, books, columns, input, rules);
  const statement = buildStatement(query, input);
  return {
    kind: 'statement',
    books,
    asOf,
    period: query.period,
    statement,
    chosen,
    bare,
    whole: seesOrganization(viewer),
  };
}

/** A figure of a statement: `column` is one of its columns, or `overlap`, `rest`, `total`, or a step of time. */
export type ExplainAsked = { readonly statement: StatementAsked; readonly row: string; readonly column: string };

/**
 * Explains one figure. A sheet that names no columns is that of the column asked for, or of everything for `total`.
 * @throws AppError as `readStatement`; `not-found` for a row or a column that the sheet does not have
 */
export async function readExplanation(
  viewer: Viewer,
  { statement: asked, row, column }: ExplainAsked,
  now: Date = new Date(),
): Promise<ExplanationOutcome> {
  refuseHiddenColumns(viewer, asked.columns);
  const books = await statementBooks(viewer, asked, now);
  if (books.kind !== 'books') return books;
  const everything: Column = { kind: 'organization', id: '' };
  const columns = resolveColumns(books, asked.columns.length === 0 ? [everything] : asked.columns);
  const query = await statementQuery(viewer, books, asked, columns);
  const { input, rules } = await readStatementInput(viewer, books, query, asked, now, { each: true });
  await refuseStrangeColumns(viewer, books, columns, input, rules);
  const at = asked.columns.findIndex((each) => columnKey(each) === column);
  const found = columns[at];
  const explanation = explainFigure(query, input, row, found ? columnKey(found) : column);
  if (!explanation) throw noFigure(row, column);
  return { kind: 'explanation', books, explanation: { ...explanation, column } };
}

/** The columns of which a figure can be explained only beside the others of its sheet. */
export const SHEET_COLUMNS: readonly string[] = [OVERLAP, REST, TOTAL];

const noFigure = (row: string, column: string): AppError =>
  new AppError('not-found', `The sheet has no row ${row} with a column ${column}.`, {
    errors: [{ field: 'row', message: 'is not in this sheet, or its column is not' }],
  });

/** The books of the period that was asked for: a single month stands for the quarter or year that it lies in, or to its end. */
export async function statementBooks(viewer: Viewer, asked: StatementAsked, now: Date): Promise<Books | Unavailable> {
  const books = await selectBooks(viewer, asked, now);
  const { period: kind } = asked;
  if (books.kind !== 'books' || kind === 'custom' || kind === 'month') return books;
  const { from, to } = books.months;
  if (addMonths(from, 1) !== to) return books;
  const { fiscalYearStart } = await getCompanySettings(viewer.scope.db);
  const { from: first, to: last } = periodOf(kind, from, fiscalYearStart);
  // Months that have not begun are not missing: a quarter under way is compared with as many months.
  const [end = last] = [last, addMonths(monthOf(now), 1)].sort();
  return selectBooks(viewer, { ...asked, months: { from: first, to: end > from ? end : to } }, now);
}

export async function statementQuery(
  { scope }: Viewer,
  { months }: Books,
  { by, period, compare, units }: StatementAsked,
  columns: readonly Column[],
): Promise<StatementQuery> {
  const { fiscalYearStart, tax } = await getCompanySettings(scope.db);
  const [entity, ...others] = columns;
  if (by !== null && (!entity || others.length > 0)) {
    const message = `takes one column, ${columns.length} were given`;
    throw new AppError('invalid-input', `by ${message}.`, { errors: [{ field: 'by', message }] });
  }
  return {
    shape: by !== null && entity ? { kind: 'time', entity, by } : { kind: 'columns', columns },
    period: { kind: period, from: months.from, to: months.to },
    ...{ compare, units, tax, fiscalYearStart },
  };
}
