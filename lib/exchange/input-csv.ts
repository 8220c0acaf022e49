import type { Draft, LineKind } from '@/lib/finance/input-kind';
import { fieldNames, readLine, repeatedLines, writeLine } from '@/lib/finance/input-line';
import { csvNumber, csvText, writeCsv } from './csv';
import { type CsvRow, encodingFault, readCsv, utf8Text } from './csv-table';

/** What is wrong with one field of one line of a file; `field` '' is the line as a whole. */
export type FileFault = { readonly line: number; readonly field: string; readonly message: string };

/** The lines of a finance file. With any fault nothing of it is to be used. */
export type InputFile<Entry> = {
  /** The physical line on which each of `lines` starts. */
  readonly numbers: readonly number[];
  readonly lines: readonly Draft<Entry>[];
  readonly faults: readonly FileFault[];
};

/** A file that nobody typed; it is refused before it fills the memory. */
const LARGEST_FILE = 32 * 1024 * 1024;

/** Reads a finance file (`contract.md`, Files): every field of every line that is wrong is told. */
export function readInputCsv<Entry>(kind: LineKind<Entry>, bytes: Uint8Array): InputFile<Entry> {
  const refused = (line: number, message: string, field = ''): InputFile<Entry> => ({
    ...{ numbers: [], lines: [] },
    faults: [{ line, field, message }],
  });
  if (bytes.length > LARGEST_FILE) return refused(1, 'the file is larger than 32 MB: split it by months');
  const text = utf8Text(bytes);
  if (text === null) return refused(1, `the file ${encodingFault(bytes)}`);
  const { rows, fault } = readCsv(text);
  const [header, ...records] = rows;
  if (!header) return refused(fault?.line ?? 1, fault?.message ?? `the file is empty: ${headerWanted(kind)}`);
  const columns = header.fields.map((name) => name.trim().toLowerCase());
  const headerFaults = columnFaults(kind, columns).map((each) => ({ line: header.line, ...each }));
  if (headerFaults.length > 0) return { numbers: [], lines: [], faults: headerFaults };
  const read = readRecords(kind, columns, records);
  return fault ? { ...read, faults: [...read.faults, { ...fault, field: '' }] } : read;
}

const headerWanted = <Entry>(kind: LineKind<Entry>): string => {
  const names = fieldNames(kind);
  const optional = names.filter((name) => isOptional(kind, name)).map((name) => `[,${name}]`);
  return `its header is ${names.filter((name) => !isOptional(kind, name)).join(',')}${optional.join('')}`;
};

const isOptional = <Entry>(kind: LineKind<Entry>, name: keyof Entry & string): boolean => !kind.fields[name].required;

function columnFaults<Entry>(
  kind: LineKind<Entry>,
  columns: readonly string[],
): { readonly field: string; readonly message: string }[] {
  const names = fieldNames(kind);
  if (columns.length === 1 && /[;\t]/.test(columns[0] ?? '')) {
    return [{ field: '', message: `separates its columns otherwise than by commas; ${headerWanted(kind)}` }];
  }
  const wrong = columns.flatMap((column, at) => {
    if (columns.indexOf(column) < at) return [{ field: column, message: 'is a column that comes twice' }];
    if (names.some((name) => name === column)) return [];
    return [{ field: column, message: `is no column of a ${kind.name} file; ${headerWanted(kind)}` }];
  });
  const missing = names.filter((name) => !isOptional(kind, name) && !columns.includes(name));
  return [
    ...wrong,
    ...missing.map((field) => ({ field, message: `is a column that is missing; ${headerWanted(kind)}` })),
  ];
}

function readRecords<Entry>(
  kind: LineKind<Entry>,
  columns: readonly string[],
  records: readonly CsvRow[],
): InputFile<Entry> {
  const numbers: number[] = [];
  const lines: Draft<Entry>[] = [];
  const faults: FileFault[] = [];
  for (const { line, fields } of records) {
    const found = readRecord(kind, columns, fields);
    if (found.ok) {
      numbers.push(line);
      lines.push(found.line);
    } else faults.push(...found.faults.map((fault) => ({ line, ...fault })));
  }
  const about = kind.key.join(', ');
  for (const { at, first } of repeatedLines(kind, lines)) {
    const message = `is about the same ${about} as line ${numbers[first]}: add them up, or tell them apart`;
    faults.push({ line: numbers[at] ?? 0, field: '', message });
  }
  return { numbers, lines, faults: faults.sort((a, b) => a.line - b.line) };
}

function readRecord<Entry>(kind: LineKind<Entry>, columns: readonly string[], fields: readonly string[]) {
  if (fields.length !== columns.length) {
    const message = `has ${fields.length} fields, the header ${columns.length}: a comma inside a field needs quotes around it`;
    return { ok: false, faults: [{ field: '', message }] } as const;
  }
  const given = Object.fromEntries(columns.map((column, at) => [column, plain(fields[at] ?? '')]));
  if ((given[kind.measure] ?? '').trim() === '') {
    const rest = readLine(kind, given);
    const empty = { field: kind.measure, message: 'is empty: write 0 for nothing' };
    return { ok: false, faults: rest.ok ? [empty] : [...rest.faults, empty] } as const;
  }
  return readLine(kind, given);
}

/** Undoes `neutralise`: the apostrophe before what a spreadsheet would run. */
const plain = (field: string): string => (/^'[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(field) ? field.slice(1) : field);

/** Entries as a file that `readInputCsv` reads back, with every column. */
export function writeInputCsv<Entry extends Draft<Entry>>(kind: LineKind<Entry>, entries: readonly Entry[]): string {
  const names = fieldNames(kind);
  const rows = entries.map((entry) => {
    const texts = writeLine(kind, entry);
    return names.map((name) => (name === kind.measure ? csvNumber : csvText)(texts[name] ?? ''));
  });
  return writeCsv(names, rows);
}
