import { hasControlCharacter } from './entity';
import { parseDecimal, UNIT_SCALE } from './money';
import { isMonth, type Month } from './month';

/** Where a value stands in a document: the names of fields, and positions in lists from 0. */
export type DocumentPath = readonly (string | number)[];

/** What is wrong with one value of a document, and what would be right. The path is what the message is about. */
export type DocumentFault = { readonly path: DocumentPath; readonly message: string };

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A path as people write it: `pools[0].weights.checkout`; `` for the document itself. */
export function pathText(path: DocumentPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    if (!PLAIN.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

/**
 * A value of a document that comes from outside. Each reading tells its fault in the list that all values of the document
 * share, and answers null; so one reading of a document tells all of them. Absent and null are the same.
 */
export class DocumentValue {
  constructor(
    private readonly raw: unknown,
    readonly path: DocumentPath,
    private readonly faults: DocumentFault[],
  ) {}

  get isAbsent(): boolean {
    return this.raw === undefined || this.raw === null;
  }

  /** The value where it is text, without a word about its content. */
  get plainText(): string | null {
    return typeof this.raw === 'string' ? this.raw : null;
  }

  /** The faults that were told so far, of the whole document: what follows from one of them needs no word. */
  get told(): number {
    return this.faults.length;
  }

  fault(message: string, ...below: DocumentPath): null {
    this.faults.push({ path: [...this.path, ...below], message });
    return null;
  }

  /** The fields of an object; one that is not among `known` is a fault. `what` names the object. */
  fields<Name extends string>(what: string, known: readonly Name[]): Record<Name, DocumentValue> | null {
    const entries = this.entries(what);
    if (!entries) return null;
    const given = new Map(entries);
    for (const [name, field] of given) {
      if (!known.some((each) => each === name)) field.fault(`is no field of ${what}: it has ${listed(known)}`);
    }
    const pairs = known.map((name) => [name, given.get(name) ?? this.below(undefined, name)]);
    // Object.fromEntries forgets the names that it was given.
    return Object.fromEntries(pairs) as Record<Name, DocumentValue>;
  }

  /** The entries of an object whose names are free. */
  entries(what: string): [string, DocumentValue][] | null {
    const { raw } = this;
    if (raw === undefined || raw === null) return this.fault(`is missing: ${what} belongs here`);
    if (typeof raw !== 'object' || Array.isArray(raw)) return this.fault(`must be ${what}, not ${kindOf(raw)}`);
    return Object.entries(raw).map(([name, value]) => [name, this.below(value, name)]);
  }

  /** The values of a list. */
  list(what: string): DocumentValue[] | null {
    const { raw } = this;
    if (!Array.isArray(raw))
      return this.fault(
        this.isAbsent ? `is missing: a list of ${what} belongs here` : `must be a list of ${what}, not ${kindOf(raw)}`,
      );
    return raw.map((value, at) => this.below(value, at));
  }

  /** Text of 1 to `longest` characters, in one line. `example` is what would be right. */
  text(example: string, longest = 256): string | null {
    const { raw } = this;
    if (this.isAbsent) return this.fault(`is missing: write text such as ${example}`);
    if (typeof raw === 'number') return this.fault(`is a number: write it in quotes, such as ${example}`);
    if (typeof raw !== 'string') return this.fault(`must be text such as ${example}, not ${kindOf(raw)}`);
    if (raw === '') return this.fault(`is empty: write text such as ${example}`);
    if (raw.length > longest) return this.fault(`is longer than ${longest} characters`);
    return hasControlCharacter(raw) ? this.fault('holds a line end or another control character') : raw;
  }

  /** A month; null also where none is given. */
  month(): Month | null {
    if (this.isAbsent) return null;
    const { raw } = this;
    return typeof raw === 'string' && isMonth(raw) ? raw : this.fault('must be a month such as "2026-10"');
  }

  /** One of a few words, exactly as written. */
  oneOf<Word extends string>(words: readonly Word[]): Word | null {
    const { raw } = this;
    const found = words.find((word) => word === raw);
    if (found !== undefined) return found;
    return this.fault(this.isAbsent ? `is missing: it is ${either(words)}` : `${shown(raw)} must be ${either(words)}`);
  }

  flag(): boolean | null {
    return typeof this.raw === 'boolean' ? this.raw : this.fault(`must be true or false, not ${kindOf(this.raw)}`);
  }

  /** A whole number from 0 to `most`. */
  count(most: number): number | null {
    const { raw } = this;
    const fits = typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 && raw <= most;
    return fits ? raw : this.fault(`must be a whole number from 0 to ${most}`);
  }

  /** A decimal number, as a number or as text, exactly in units of 10⁻⁹. */
  decimal(example: string): bigint | null {
    const { raw } = this;
    const text = typeof raw === 'number' ? String(raw) : this.plainText;
    if (text === null || text.length > 40 || !/^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?$/.test(text)) {
      return this.fault(`must be a number such as ${example}`);
    }
    const units = parseDecimal(text);
    const exact = parseDecimal(text, 150) === units * 10n ** BigInt(150 - UNIT_SCALE);
    return exact ? units : this.fault(`has more than nine decimals: round it, such as ${example}`);
  }

  /** The name under which the value stands, to be read like a text. */
  named(name: string): DocumentValue {
    return new DocumentValue(name, this.path, this.faults);
  }

  private below(value: unknown, name: string | number): DocumentValue {
    return new DocumentValue(value, [...this.path, name], this.faults);
  }
}

/** `a, b and c`. */
export const listed = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

const either = (words: readonly string[]): string => listed(words, 'or');

/** A value in a message, cut where it is long. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? JSON.stringify(value) : kindOf(value);
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text;
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
    case 'bigint':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return 'an object';
  }
}
