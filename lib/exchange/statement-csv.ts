import { formatDecimal } from '@/lib/finance/money';
import type { StatementRow } from '@/lib/finance/statement/sheet';
import { type CsvCell, csvNumber, csvText, writeCsv } from './csv';
import { keyOfColumn, type StatementFile } from './statement-file';

const ROW = ['row', 'label', 'depth', 'kind'];
const FRAME = ['currency', 'from', 'to', 'basis', 'view'];

/** The file of a store without any connection that the reader may see: the header alone. */
export const emptyStatementCsv = (): string => writeCsv([...ROW, 'total', ...FRAME], []);

/**
 * A statement as a file: a row for each of its rows, an exact amount for each of its columns; ratios are decimal fractions, what is
 * n/a is empty. Where something is compared, what each column is compared with and the change follow. `to` is exclusive.
 */
export function statementCsv(file: StatementFile): string {
  const { statement, months, view } = file;
  const keys = statement.columns.map((_, at) => keyOfColumn(file, at));
  const compared = statement.rows.some(({ changes }) => changes !== null);
  const header = [
    ...ROW,
    ...keys,
    ...(compared ? [...keys.map((key) => `${key} base`), ...keys.map((key) => `${key} change`)] : []),
    ...FRAME,
  ];
  const frame = [statement.currency, months.from, months.to, statement.basis, view].map(csvText);
  return writeCsv(
    header,
    statement.rows.map((row) => [
      ...[csvText(row.key), csvText(row.label), csvNumber(String(row.depth)), csvText(row.kind)],
      ...row.amounts.map(figure),
      ...(compared ? changesOf(row) : []),
      ...frame,
    ]),
  );
}

const figure = (units: bigint | null | undefined): CsvCell =>
  units === null || units === undefined ? null : csvNumber(formatDecimal(units));

const changesOf = ({ amounts, changes }: StatementRow): CsvCell[] => [
  ...amounts.map((_, at) => figure(changes?.[at]?.base)),
  ...amounts.map((_, at) => figure(changes?.[at]?.change)),
];
