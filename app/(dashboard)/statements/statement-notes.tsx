import { formatMonth } from '@/lib/format/time';
import type { FigureMode } from '@/lib/reports/statement-address';
import type { StatementReport } from '@/lib/reports/statement-query';

/** What a reader must know of the figures: what is missing, estimated, left out of a comparison, counted beside cost. */
export function StatementNotes({
  report: { statement, period, books },
  show,
}: {
  report: StatementReport;
  show: FigureMode;
}) {
  const { missing, base, query, columns } = statement;
  const months = (list: readonly string[]) => [...new Set(list)].sort().map(formatMonth).join(', ');
  const stored = books.connections.flatMap((each) => each.months.map(({ month }) => month)).sort();
  // What has not begun is not missing.
  const gone = missing.filter(({ month }) => month <= (stored.at(-1) ?? period.to)).map(({ month }) => month);
  const estimated = [...new Set(columns.flatMap((column) => column.estimated))];
  const notes = [
    'Negatives in parentheses, a dash for nothing, n/a where a figure has no meaning or is not known.',
    ...(query.shape.kind === 'columns' ? ['Shared cost sums to zero across the sheet.'] : []),
    ...(columns.some(({ kind }) => kind === 'overlap')
      ? ['Counted twice takes away what stands in more than one column.']
      : []),
    ...(query.tax === 'memo' ? ['Tax stands beside cost and margin.'] : []),
    ...(gone.length > 0 ? [`Not in the books, and in no figure: ${months(gone)}.`] : []),
    ...(estimated.length > 0 ? [`Estimated: AWS may still change ${months(estimated)}.`] : []),
    ...(base && show === 'change'
      ? [`Compared with ${months(base.months.at(-1) ?? []) || 'months that are not in the books'}.`]
      : []),
    ...(base && base.leftOut.length > 0 && show === 'change'
      ? [`Growth leaves out ${months(base.leftOut)}, which are estimated or missing on one side.`]
      : []),
    'Select any figure to see where it comes from.',
  ];
  return <p className="mt-2 max-w-[110ch] text-ink-3 text-s">{notes.join(' ')}</p>;
}
