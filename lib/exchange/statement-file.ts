import type { MonthRange } from '@/lib/finance/month';
import type { Statement } from '@/lib/finance/statement/sheet';

/** A statement as its files take it. */
export type StatementFile = {
  readonly statement: Statement;
  /** Keys of the columns as they were asked for, where they are not the sheet's own. */
  readonly keys: readonly string[];
  readonly months: MonthRange;
  /** The names of the connections that it is of. */
  readonly connections: readonly string[];
  /** When the figures were pulled, an ISO instant; null for bills in files. */
  readonly asOf: string | null;
  readonly view: string;
};

/** The key that a column has in a file. */
export const keyOfColumn = ({ statement, keys }: StatementFile, at: number): string =>
  keys[at] ?? statement.columns[at]?.key ?? '';
