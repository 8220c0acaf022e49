import { AppError } from '@/lib/errors';
import type { BadLineList } from './bad-lines';
import { CsvReader, type CsvRecord } from './csv-records';
import { type BillDatabase, explain } from './database';
import { type BillFile, textOf } from './file';
import { keptIndexes, type Layout } from './layout';

/** What a CSV file had that deserves a notice. */
export type CsvDirt = { readonly nullTexts: boolean; readonly damagedText: boolean };

/** Bytes that are not UTF-8, and NUL, which no database of ours stores. */
const DAMAGE = /[\ufffd\0]/;

const unclosed = (file: BillFile, line: number) =>
  new AppError(
    'invalid-input',
    `${file.name}: a quote in line ${line} never closes, so nothing behind it can be read.`,
    {
      fix: 'Close the quote, or export the file again.',
    },
  );

/**
 * The titles of a CSV file's columns.
 * @throws AppError `invalid-input` when the file has no first line or cannot be read.
 */
export async function csvHeader(file: BillFile): Promise<string[]> {
  let header: string[] | null = null;
  const reader = new CsvReader((record) => {
    header ??= record.fields.map((title) => (title ?? 'NULL').trim());
  });
  for await (const piece of textOf(file)) {
    const line = reader.push(piece);
    if (line !== null) throw unclosed(file, line);
    if (header !== null) return header;
  }
  const line = reader.end();
  if (line !== null) throw unclosed(file, line);
  if (header !== null) return header;
  throw new AppError('invalid-input', `${file.name} is empty: not even a header.`, {
    fix: 'Give a file with a header and at least one line.',
  });
}

/**
 * Streams a CSV file into the table `raw`: the line number `n` and the columns of the layout as `c<index>`, all text.
 * Lines with too few or too many fields go to `bad`. Returns the lines read, those included.
 */
export async function loadCsv(
  database: BillDatabase,
  file: BillFile,
  layout: Layout,
  bad: BadLineList,
): Promise<{ read: number; dirt: CsvDirt }> {
  const kept = keptIndexes(layout);
  await database.run(`CREATE TABLE raw (n BIGINT, ${kept.map((index) => `c${index} VARCHAR`).join(', ')})`);
  const appender = await database.connection.createAppender('raw');
  const width = layout.header.length;
  let read = -1;
  let nullTexts = false;
  let damagedText = false;
  const reader = new CsvReader((record) => {
    read += 1;
    if (read === 0) return reader.keepOnly(kept);
    const reason = shapeFault(record, width);
    if (reason !== null) return bad.add({ file: file.name, line: record.line, column: '', value: '', reason });
    appender.appendBigInt(BigInt(record.line));
    for (const field of record.fields) {
      if (field === null) nullTexts = true;
      if (field === null || field === '') appender.appendNull();
      else appender.appendVarchar(field);
    }
    appender.endRow();
  });
  try {
    for await (const piece of textOf(file)) {
      damagedText ||= DAMAGE.test(piece);
      const line = reader.push(piece.replaceAll('\0', ''));
      if (line !== null) throw unclosed(file, line);
    }
    const line = reader.end();
    if (line !== null) throw unclosed(file, line);
    appender.closeSync();
  } catch (cause) {
    explain(cause);
  }
  return { read, dirt: { nullTexts, damagedText } };
}

function shapeFault(record: CsvRecord, width: number): string | null {
  if (record.width !== width) return `has ${record.width} fields where the header has ${width}`;
  return record.broken ? 'has text behind a closing quote' : null;
}
