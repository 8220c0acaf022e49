import type { Column } from '@/lib/finance/statement/column';
import type { Explanation } from '@/lib/finance/statement/explanation';
import type { Period, PeriodKind, TimeStep } from '@/lib/finance/statement/period';
import type { Comparison } from '@/lib/finance/statement/query';
import type { Statement } from '@/lib/finance/statement/sheet';
import type { Books, BooksQuery } from './books';
import type { Instant, Unavailable } from './shapes';

/** Whether months that were closed show as they were then, or as AWS and the frozen rules have them now. */
export const CLOSE_VIEWS = ['closed', 'restated'] as const;
export type CloseView = (typeof CLOSE_VIEWS)[number];

/** What a statement is asked for. */
export type StatementAsked = BooksQuery & {
  /** None are those that stand where nobody chose: see `defaultColumns`. A connection goes by id or name. */
  readonly columns: readonly Column[];
  /** Steps of time as columns, of the one column that is given. */
  readonly by: TimeStep | null;
  /** What `months` are: decides what they are compared with. */
  readonly period: PeriodKind;
  readonly compare: Comparison | null;
  readonly units: 'then' | 'now';
  readonly view: CloseView;
};

export type StatementReport = {
  readonly kind: 'statement';
  readonly books: Books;
  readonly asOf: Instant | null;
  readonly period: Period;
  readonly statement: Statement;
  /** The chosen columns as they were asked for: a connection by the name that was given. */
  readonly chosen: readonly Column[];
  /** True where nobody chose the columns. */
  readonly bare: boolean;
  /** True for a reader of everything. */
  readonly whole: boolean;
};
export type StatementOutcome = StatementReport | Unavailable;

export type ExplanationReport = {
  readonly kind: 'explanation';
  readonly books: Books;
  readonly explanation: Explanation;
};
export type ExplanationOutcome = ExplanationReport | Unavailable;
