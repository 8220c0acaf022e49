/** Longest record that is read, in characters: a quote that never closes must not swallow the memory. */
const LONGEST_RECORD = 16_000_000;
const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const CR = 13;

export type CsvRecord = {
  /** The physical line on which the record starts; the first of the file is 1. */
  readonly line: number;
  /** How many fields the record has, kept or not. */
  readonly width: number;
  /** The kept fields in the order of `keep`; null is an unquoted `NULL`. Overwritten by the next record. */
  readonly fields: readonly (string | null)[];
  /** True when text follows a closing quote, as in `"a"b`. */
  readonly broken: boolean;
};

/**
 * Reads CSV (RFC 4180) piece by piece and hands out its records: quoted fields with doubled quotes and line ends inside,
 * any mixture of LF, CRLF and CR, a byte order mark. Blank lines are no records. Only the kept fields are cut out:
 * a report has a hundred columns and a dozen are needed (`README.md` has the measurements).
 */
export class CsvReader {
  private carry = '';
  private line = 1;
  private lineEnds = 0;
  private broken = false;
  private started = false;
  private slots: readonly number[] | null = null;
  private fields: (string | null)[] = [];

  constructor(private readonly each: (record: CsvRecord) => void) {}

  /** Keeps only these field indexes, in this order, from the next record on; before the first call every field is kept. */
  keepOnly(keep: readonly number[]): void {
    const slots: number[] = [];
    keep.forEach((index, slot) => {
      slots[index] = slot;
    });
    this.slots = Array.from(slots, (slot) => slot ?? -1);
    this.fields = new Array<string>(keep.length);
  }

  /** Feeds a piece of text. Returns the line of a record that has grown beyond all bounds, else null. */
  push(piece: string): number | null {
    if (piece === '') return null;
    const text = this.started ? piece : piece.replace(/^\ufeff/, '');
    this.started = true;
    this.carry = this.scan(this.carry + text);
    return this.carry.length > LONGEST_RECORD ? this.line : null;
  }

  /** Ends the text, handing out a last record without a line end. Returns the line of a quote that never closes, else null. */
  end(): number | null {
    const rest = this.carry === '' ? '' : this.scan(`${this.carry}\n`);
    this.carry = '';
    return rest === '' ? null : this.line;
  }

  private scan(text: string): string {
    let at = 0;
    while (at < text.length) {
      const next = this.record(text, at);
      if (next < 0) return text.slice(at);
      at = next;
    }
    return '';
  }

  /** Reads the record at `start`; returns where the next one starts, or -1 when the text ends inside it. */
  private record(text: string, start: number): number {
    this.lineEnds = 1;
    this.broken = false;
    if (this.slots === null) this.fields = [];
    else this.fields.fill('');
    let width = 0;
    let at = start;
    for (;;) {
      const end = this.field(text, at, this.slots === null ? width : (this.slots[width] ?? -1));
      if (end < 0) return -1;
      width += 1;
      if (text.charCodeAt(end) === COMMA) {
        at = end + 1;
        continue;
      }
      const next = afterLineEnd(text, end);
      if (next < 0) return -1;
      const blank = width === 1 && text.slice(start, end).trim() === '';
      if (!blank) this.each({ line: this.line, width, fields: this.fields, broken: this.broken });
      this.line += this.lineEnds;
      return next;
    }
  }

  /** Reads the field at `at` into `slot`; returns the index of the comma or line end behind it, or -1. */
  private field(text: string, at: number, slot: number): number {
    if (text.charCodeAt(at) === QUOTE) return this.quotedField(text, at + 1, slot);
    const end = fieldEnd(text, at);
    if (end >= 0 && slot >= 0) {
      const value = text.slice(at, end);
      this.fields[slot] = value === 'NULL' ? null : value;
    }
    return end;
  }

  private quotedField(text: string, from: number, slot: number): number {
    const close = closingQuote(text, from);
    const end = close < 0 ? -1 : fieldEnd(text, close + 1);
    if (end < 0) return -1;
    if (end > close + 1) this.broken = true;
    if (slot >= 0) this.fields[slot] = text.slice(from, close).replaceAll('""', '"');
    for (let at = from; at < close; at += 1) {
      const code = text.charCodeAt(at);
      if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) this.lineEnds += 1;
    }
    return end;
  }
}

function fieldEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === LF || code === CR) return at;
  }
  return -1;
}

/** A quote at the very end of the text may be the first of a doubled one: only the next piece tells. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && at + 1 < text.length) {
    if (text.charCodeAt(at + 1) !== QUOTE) return at;
    at = text.indexOf('"', at + 2);
  }
  return -1;
}

function afterLineEnd(text: string, end: number): number {
  if (text.charCodeAt(end) === LF) return end + 1;
  if (end + 1 >= text.length) return -1;
  return text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
}
