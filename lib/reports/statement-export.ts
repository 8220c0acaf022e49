import { columnKey } from '@/lib/finance/statement/column';
import type { CloseView, StatementReport } from './statement-query';

/** What the files of a statement are made of. */
export function statementFileOf({ books, statement, chosen, asOf, period }: StatementReport, view: CloseView) {
  return {
    ...{ statement, asOf, view, months: { from: period.from, to: period.to } },
    keys: statement.query.shape.kind === 'columns' ? chosen.map(columnKey) : [],
    connections: books.connections.map(({ connection }) => connection.name),
  };
}
