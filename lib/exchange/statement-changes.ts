import type { Comparison } from '@/lib/finance/statement/query';
import type { StatementFile } from './statement-file';
import type { Look, SumTerm, WorkbookCell, WorkbookSheet } from './workbook-cell';

/** Title, what is compared, an empty row, the header. */
const HEAD_ROWS = 4;

const text = (words: string, look: Look = {}): WorkbookCell => ({ kind: 'text', text: words, look });

/** Of every column what it is compared with, the figure and the change, which is a formula; null where nothing is compared. */
export function changeSheet({ statement, months }: StatementFile): WorkbookSheet | null {
  const { columns, rows, query, currency } = statement;
  const compared = rows.filter(({ changes, unit }) => changes !== null && unit === 'money');
  if (compared.length === 0 || query.compare === null) return null;
  const amount = (units: bigint | null | undefined, look: Look): WorkbookCell =>
    units === null || units === undefined ? text('n/a', look) : { kind: 'amount', units, look };
  return {
    name: 'Compared',
    widths: [42, ...columns.flatMap(() => [18, 18, 18])],
    frozen: { rows: HEAD_ROWS, columns: 1 },
    rows: [
      [text('Compared', { bold: true })],
      [text(`${months.from} to ${months.to} (exclusive) with ${BASES_OF_COMPARISON[query.compare]}, ${currency}`)],
      [],
      [
        text('', { bold: true }),
        ...columns.flatMap(({ label }) =>
          ['before', 'now', 'change'].map((side) => text(`${label}, ${side}`, { bold: true })),
        ),
      ],
      ...compared.map(({ key: _, label, kind, depth, amounts, changes }, at) => {
        const strong = kind === 'sum' || kind === 'total';
        const look = { bold: strong, line: strong };
        return [
          text(label, { ...look, indent: depth }),
          ...columns.flatMap((_, column): WorkbookCell[] => {
            const { base, change } = changes?.[column] ?? { base: null, change: null };
            const place = (offset: number) => ({ row: HEAD_ROWS + at, column: 1 + 3 * column + offset });
            const sum = [
              { sign: 1, from: place(1) },
              { sign: -1, from: place(0) },
            ] satisfies SumTerm[];
            const changed: WorkbookCell =
              change === null ? text('n/a', look) : { kind: 'amount', units: change, sum, look };
            return [amount(base, look), amount(amounts[column], look), changed];
          }),
        ];
      }),
    ],
  };
}

const BASES_OF_COMPARISON: Readonly<Record<Comparison, string>> = {
  previous: 'the previous period',
  lastYear: 'the same months of last year',
  budget: 'the budget',
  first: 'the first column',
};
