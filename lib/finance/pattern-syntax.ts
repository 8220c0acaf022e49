/** A parsed pattern. `set` matches one code point, `assert` a place between two. */
export type PatternNode =
  | { readonly type: 'set'; readonly holds: (char: string) => boolean }
  | { readonly type: 'assert'; readonly holds: (chars: readonly string[], at: number) => boolean }
  | { readonly type: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly type: 'group'; readonly slot: number; readonly part: PatternNode }
  | {
      readonly type: 'repeat';
      readonly part: PatternNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      /** The groups inside, `[first, last)`: each turn starts without their texts, as in JavaScript. */
      readonly slots: readonly [number, number];
    };

export type ParsedPattern = { readonly root: PatternNode; readonly names: readonly (string | null)[] };

const ESCAPE =
  /\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|.)/suy;
const CLASS = /\[(?:\\.|[^\]\\])*\]/suy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\??)/uy;
const OPENING = /\((?:\?(?::|<([^=!>][^>]*)>))?/uy;
const WORD = /^\w$/u;

/**
 * Parses the part of JavaScript's patterns (flag `u`) that can be matched in bounded time: everything but look-around,
 * back-references and inline flags.
 * @throws RangeError that says what is wrong.
 */
export function parsePattern(source: string): ParsedPattern {
  try {
    new RegExp(source, 'u');
  } catch (error) {
    throw new RangeError(`not a pattern: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parser = new Parser(source);
  return { root: parser.choice(), names: parser.names };
}

/** Reads left to right. The syntax itself was checked by JavaScript's own parser. */
class Parser {
  readonly names: (string | null)[] = [];
  private at = 0;

  constructor(private readonly source: string) {}

  choice(): PatternNode {
    const parts = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at += 1;
      parts.push(this.sequence());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { type: 'choice', parts };
  }

  private sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') {
      const first = this.names.length;
      const part = this.atom();
      parts.push(this.quantified(part, [first, this.names.length]));
    }
    return { type: 'sequence', parts };
  }

  private quantified(part: PatternNode, slots: readonly [number, number]): PatternNode {
    const match = this.take(QUANTIFIER);
    if (!match) return part;
    const [, sign, low, comma, high, lazy] = match;
    const least = sign === '+' ? 1 : Number(low ?? 0);
    const open = sign === '*' || sign === '+' || (comma !== undefined && high === '');
    const most = sign === '?' ? 1 : Number(high || low || 0);
    return { type: 'repeat', part, min: least, max: open ? Number.POSITIVE_INFINITY : most, lazy: lazy === '?', slots };
  }

  private atom(): PatternNode {
    const char = this.source[this.at] ?? '';
    if (char === '(') return this.group();
    if (char === '^' || char === '$') {
      this.at += 1;
      return { type: 'assert', holds: (chars, at) => at === (char === '^' ? 0 : chars.length) };
    }
    if (char === '\\') return this.escape();
    if (char === '[') return oneOf(this.take(CLASS)?.[0] ?? '[');
    const literal = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
    this.at += literal.length;
    if (literal === '.') return oneOf('.');
    return { type: 'set', holds: (other) => other === literal };
  }

  private group(): PatternNode {
    const [opening = '', name] = this.take(OPENING) ?? [];
    if (opening === '(' && this.source[this.at] === '?') {
      throw new RangeError('look-around and inline flags are not supported: name what is to match instead');
    }
    const captures = opening !== '(?:';
    const slot = captures ? this.names.push(name ?? null) - 1 : -1;
    const part = this.choice();
    this.at += 1;
    return captures ? { type: 'group', slot, part } : part;
  }

  private escape(): PatternNode {
    const text = this.take(ESCAPE)?.[0] ?? '';
    if (/^\\[1-9k]/.test(text)) throw new RangeError('back-references are not supported');
    if (text === '\\b' || text === '\\B') return { type: 'assert', holds: wordEdge(text === '\\b') };
    return oneOf(text);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (match) this.at += match[0].length;
    return match;
  }
}

/** What one code point may be is left to JavaScript: classes and escapes mean what they mean there. */
function oneOf(atom: string): PatternNode {
  const pattern = new RegExp(`^(?:${atom})$`, 'u');
  const known = new Map<string, boolean>();
  const holds = (char: string): boolean => {
    const before = known.get(char);
    if (before !== undefined) return before;
    const now = pattern.test(char);
    known.set(char, now);
    return now;
  };
  return { type: 'set', holds };
}

const wordEdge = (wanted: boolean) => (chars: readonly string[], at: number) =>
  (WORD.test(chars[at - 1] ?? '') !== WORD.test(chars[at] ?? '')) === wanted;
