/** A cell of a file: text, which is neutralised and quoted, or a number as digits, which is written as it is. */
export type CsvCell = { readonly text: string } | { readonly number: string } | null;

export const csvText = (text: string | null): CsvCell => (text === null ? null : { text });
export const csvNumber = (number: string): CsvCell => ({ number });

const NUMBER = /^-?\d+(\.\d+)?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a spreadsheet may take for a formula's start.
const FORMULA = /^[=+\-@\u0000-\u001f\u007f-\u009f\uff1d\uff0b\uff0d\uff20]/;

/**
 * Text that a spreadsheet would run as a formula (it begins with = + - @, their full-width forms, or a control
 * character) gets an apostrophe before it, and is then plain text everywhere.
 */
export const neutralise = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

function writeCell(cell: CsvCell): string {
  if (cell === null) return '';
  if ('text' in cell) return `"${neutralise(cell.text).replaceAll('"', '""')}"`;
  if (!NUMBER.test(cell.number)) throw new RangeError(`not a number: ${cell.number.slice(0, 40)}`);
  return cell.number;
}

const PIECE = 65_536;

/** The first line of a file. */
export const csvHeader = (header: readonly string[]): string =>
  `${header.map((name) => writeCell({ text: name })).join(',')}\r\n`;

/**
 * Lines of a file of so many columns, in pieces of some 64 kB.
 * @throws RangeError for a row of another width, and for a number that is none
 */
export function* csvLines(width: number, rows: Iterable<readonly CsvCell[]>): Generator<string> {
  let piece = '';
  for (const row of rows) {
    if (row.length !== width) throw new RangeError(`a row of ${row.length} cells under ${width} columns`);
    piece += `${row.map(writeCell).join(',')}\r\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** A file by RFC 4180, in UTF-8: a header, then the rows, each ended by CR LF. Text is always quoted, numbers never. */
export const writeCsv = (header: readonly string[], rows: Iterable<readonly CsvCell[]>): string =>
  [csvHeader(header), ...csvLines(header.length, rows)].join('');
