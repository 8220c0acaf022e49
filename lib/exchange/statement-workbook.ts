import type { Statement, StatementRow } from '@/lib/finance/statement/sheet';
import { changeSheet } from './statement-changes';
import { keyOfColumn, type StatementFile } from './statement-file';
import { workbookOf } from './workbook';
import type { Look, SumTerm, WorkbookCell, WorkbookSheet } from './workbook-cell';

/** Title, what the figures are, an empty row, the header. */
const HEAD_ROWS = 4;

/**
 * A statement as a workbook: a sheet whose subtotals, totals and results are formulas that give the same figures, and one that says
 * what they are of; between them, where something is compared, one with every figure before, now and its change. Account ids stay
 * text.
 */
export const statementWorkbook = (file: StatementFile): Promise<Uint8Array> =>
  workbookOf([statementSheet(file), ...[changeSheet(file) ?? []].flat(), evidenceSheet(file)]);

const text = (words: string, look: Look = {}): WorkbookCell => ({ kind: 'text', text: words, look });

function statementSheet(file: StatementFile): WorkbookSheet {
  const { statement, months } = file;
  const { columns, rows } = statement;
  const places = new Map(rows.map(({ key }, at) => [key, HEAD_ROWS + at]));
  return {
    name: 'Statement',
    widths: [42, ...columns.map(() => 18)],
    frozen: { rows: HEAD_ROWS, columns: 1 },
    rows: [
      [text('Statement', { bold: true })],
      [text(`${months.from} to ${months.to} (exclusive), ${statement.currency}, ${statement.basis} cost`)],
      [],
      [text('', { bold: true }), ...columns.map(({ label }) => text(label, { bold: true }))],
      ...rows.map((row) => {
        const strong = row.kind === 'sum' || row.kind === 'total';
        const look = { bold: strong, line: strong };
        return [
          text(row.label, { ...look, indent: row.depth }),
          ...row.amounts.map((units, at) => cellOf(statement, row, places, units, at, look)),
        ];
      }),
    ],
  };
}

function cellOf(
  statement: Statement,
  row: StatementRow,
  places: ReadonlyMap<string, number>,
  units: bigint | null,
  at: number,
  look: Look,
): WorkbookCell {
  const { formula } = row;
  if (units === null) return text('n/a', look);
  if (formula.kind === 'ratio' && row.unit === 'ratio') {
    const [of, whole] = [places.get(formula.of), places.get(formula.by)];
    if (of === undefined || whole === undefined) return { kind: 'ratio', units, look };
    return { kind: 'share', of: { row: of, column: at + 1 }, whole: { row: whole, column: at + 1 }, look };
  }
  const sum = sumOf(statement, row, places, at);
  const places9 = row.key.startsWith('unit:') ? { places: 9 as const } : {};
  return {
    kind: 'amount',
    units,
    look,
    ...places9,
    ...(sum && givenBy(statement, places, sum) === units ? { sum } : {}),
  };
}

/** The cells that a figure is the sum of: rows of its column, or in the total, the columns of its row. */
function sumOf(
  { columns }: Statement,
  { key, formula, unit }: StatementRow,
  places: ReadonlyMap<string, number>,
  at: number,
): SumTerm[] | null {
  const column = at + 1;
  if (formula.kind === 'rows') {
    const terms = formula.terms.map(({ row, sign }) => ({ row: places.get(row), sign: sign < 0n ? -1 : 1 }) as const);
    const found: SumTerm[] = [];
    for (const { row, sign } of terms) {
      if (row === undefined) return null;
      const last = found.at(-1);
      const end = last?.to?.row ?? last?.from.row;
      if (last && sign === 1 && last.sign === 1 && end === row - 1)
        found[found.length - 1] = { ...last, to: { row, column } };
      else found.push({ sign, from: { row, column } });
    }
    return found;
  }
  const row = places.get(key);
  if (formula.kind !== 'posted' || unit !== 'money' || row === undefined || columns[at]?.kind !== 'total') return null;
  return at === 0 ? null : [{ sign: 1, from: { row, column: 1 }, to: { row, column: column - 1 } }];
}

/** What a formula gives: where a part is not known, a figure is a number of its own. */
function givenBy({ rows }: Statement, places: ReadonlyMap<string, number>, terms: readonly SumTerm[]): bigint {
  const at = new Map([...places].map(([key, row]) => [row, key]));
  const byKey = new Map(rows.map((row) => [row.key, row]));
  let sum = 0n;
  for (const { sign, from, to = from } of terms)
    for (let row = from.row; row <= to.row; row += 1)
      for (let column = from.column; column <= to.column; column += 1) {
        const found = byKey.get(at.get(row) ?? '');
        sum += BigInt(sign) * ((found?.unit === 'ratio' ? null : found?.amounts[column - 1]) ?? 0n);
      }
  return sum;
}

/** What the figures are of, and how they stand against AWS. */
function evidenceSheet(file: StatementFile): WorkbookSheet {
  const { statement, months, connections, asOf, view } = file;
  const { check, missing } = statement;
  const amount = (units: bigint): WorkbookCell => ({ kind: 'amount', units, places: 9 });
  const facts: (readonly WorkbookCell[])[] = [
    [text('Connections'), text(connections.join(', '))],
    [text('From'), text(months.from)],
    [text('To (exclusive)'), text(months.to)],
    [text('Basis'), text(statement.basis)],
    [text('Currency'), text(statement.currency)],
    [text('Closed months'), text(view === 'closed' ? 'as closed' : 'as restated')],
    [text('As of'), text(asOf ?? 'bills in files')],
    ...(check
      ? [
          [text('Total cost less outside cost and adjustments'), amount(check.total)],
          [text('Control total'), amount(check.controlTotal)],
          [text('Difference'), amount(check.difference)],
        ]
      : []),
    ...(missing.length > 0 ? [[text('Months not stored'), text(missing.map(({ month }) => month).join(', '))]] : []),
  ];
  return {
    name: 'What this is',
    widths: [44, 40, 40],
    rows: [
      [text('What this is', { bold: true })],
      ...facts,
      [],
      [text('Column', { bold: true }), text('Key', { bold: true }), text('Months', { bold: true })],
      ...statement.columns.map(({ label, months: own, estimated }, at) => [
        text(label),
        text(keyOfColumn(file, at)),
        text(`${own.join(', ')}${estimated.length > 0 ? ` (estimated: ${estimated.join(', ')})` : ''}`),
      ]),
    ],
  };
}
