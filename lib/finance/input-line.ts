import type { Draft, LineFault, LineKind } from './input-kind';
import { addMonths, type MonthRange } from './month';

export type LineReading<Line> =
  | { readonly ok: true; readonly line: Line }
  | { readonly ok: false; readonly faults: readonly LineFault[] };

/** The texts of a line by the names of its fields; null or absent is empty. */
export type GivenLine = Readonly<Record<string, string | null | undefined>>;

/** The names of a kind's fields, in the order of its file. */
export const fieldNames = <Entry>({ fields }: LineKind<Entry>): (keyof Entry & string)[] =>
  // Object.keys forgets the names that it gives.
  Object.keys(fields) as (keyof Entry & string)[];

/** Reads a line of finance input; every field that is wrong is told. Outer spaces of a text are dropped. */
export function readLine<Entry>(kind: LineKind<Entry>, given: GivenLine): LineReading<Draft<Entry>> {
  const line: Record<string, unknown> = {};
  const faults: LineFault[] = [];
  for (const name of fieldNames(kind)) {
    const reading = kind.fields[name].read((given[name] ?? '').trim());
    if (reading.ok) line[name] = reading.read;
    else faults.push({ field: name, message: reading.fault });
  }
  if (faults.length > 0) return { ok: false, faults };
  // Each field was read by the reader of its name.
  const draft = line as Draft<Entry>;
  const fault = kind.fault?.(draft) ?? null;
  return fault ? { ok: false, faults: [fault] } : { ok: true, line: draft };
}

/** The texts of an entry, by the names of its fields: what `readLine` reads back. */
export function writeLine<Entry>(kind: LineKind<Entry>, entry: Draft<Entry>): Record<string, string> {
  return Object.fromEntries(fieldNames(kind).map((name) => [name, kind.fields[name].write(entry[name])]));
}

/** One text for the fields that make an entry the same one. */
export const keyOfLine = <Entry>(kind: LineKind<Entry>, line: Draft<Entry>): string =>
  JSON.stringify(kind.key.map((name) => kind.fields[name].write(line[name])));

/** Where two lines are about one entry: each later one with the position of the first. */
export function repeatedLines<Entry>(
  kind: LineKind<Entry>,
  lines: readonly Draft<Entry>[],
): { readonly at: number; readonly first: number }[] {
  const seen = new Map<string, number>();
  return lines.flatMap((line, at) => {
    const key = keyOfLine(kind, line);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, at);
    return first === undefined ? [] : [{ at, first }];
  });
}

/** The months from the first to the last of the lines; null without lines. */
export function monthsOfLines<Entry>(kind: LineKind<Entry>, lines: readonly Draft<Entry>[]): MonthRange | null {
  const ranges = lines.map((line): MonthRange => {
    const { month = '', from = month, to = addMonths(month, 1) } = writeLine(kind, line);
    return { from, to };
  });
  const from = ranges.map((range) => range.from).sort()[0];
  const to = ranges
    .map((range) => range.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}
