import { CsvError, parse } from 'csv-parse/sync';

/** A record of a file: the physical line on which it starts (the first of the file is 1), and its fields as written. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] };

/** The records of a file up to where it could be read, and what stopped it. */
export type CsvTable = {
  readonly rows: readonly CsvRow[];
  readonly fault: { readonly line: number; readonly message: string } | null;
};

/** Reads bytes as text. Null when they are not UTF-8, which `encodingFault` explains. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** What bytes are that are not UTF-8, and how to save them. */
export function encodingFault(bytes: Uint8Array, as = 'CSV in UTF-8'): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return `is ${isUtf16 ? 'UTF-16' : 'not UTF-8'}: save it as ${as}`;
}

/**
 * Reads RFC 4180 CSV: quoted fields, any line ends, a byte order mark. Rows without any text are no records. A quote that
 * stands in the middle of a field is a character like any other; one that is opened and never closed is a fault.
 */
export function readCsv(text: string): CsvTable {
  const rows: CsvRow[] = [];
  let end = 0;
  const keep = (fields: string[], { lines }: { readonly lines: number }) => {
    const line = lines - fields.reduce((sum, field) => sum + field.split('\n').length - 1, 0);
    end = lines;
    if (fields.some((field) => field.trim() !== '')) rows.push({ line, fields });
    return null;
  };
  try {
    // One kind of line end, since the parser counts a CR LF within quotes twice.
    parse(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), {
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: keep,
    });
    return { rows, fault: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, fault: { line: end + 1, message: 'opens a quote here, or below, that is never closed' } };
  }
}
