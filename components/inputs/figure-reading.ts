/** What a typed or pasted text means: an exact decimal string, '' for an empty cell, and the currency that it names. */
export type FigureReading =
  | { readonly ok: true; readonly decimal: string; readonly mark: string }
  | { readonly ok: false; readonly fault: string };

/** The decimal sign that a text proves; null where it proves none. */
type Sign = 'point' | 'comma';
type Shape =
  | { readonly kind: 'number'; readonly digits: string; readonly proves: Sign | null }
  /** One separator before three digits: between thousands, or the decimal sign. */
  | { readonly kind: 'either'; readonly whole: string; readonly fraction: string; readonly by: Sign }
  | { readonly kind: 'none' };

const WANTED = 'write a number such as 1234.50';
const COMMAS = /^\d{1,3}(,\d{3})+$|^\d{1,2}(,\d{2})*,\d{3}$/;
const POINTS = /^\d{1,3}(\.\d{3})+$/;

/** Reads one text as somebody types it: the decimal sign is a point. */
export function readFigure(text: string): FigureReading {
  return readAll([text], true)[0] ?? { ok: false, fault: WANTED };
}

/**
 * Reads texts that were pasted together, as spreadsheets write them: currency signs, separators between thousands,
 * negatives in parentheses. A decimal comma is taken where it can mean nothing else; a text that could be a thousand times
 * another is refused, unless its neighbours prove which decimal sign they use.
 */
export const readPastedFigures = (texts: readonly string[]): FigureReading[] => readAll(texts, false);

function readAll(texts: readonly string[], typed: boolean): FigureReading[] {
  const bared = texts.map(bare);
  const shapes = bared.map((each) => (each ? shapeOf(each.body) : null));
  const proven = new Set(shapes.flatMap((shape) => (shape?.kind === 'number' ? (shape.proves ?? []) : [])));
  return texts.map((text, at): FigureReading => {
    const [found, shape] = [bared[at], shapes[at]];
    if (!found || !shape) return { ok: false, fault: faultOf(text) };
    if (found.body === '') return { ok: true, decimal: '', mark: '' };
    if (shape.kind === 'none') return { ok: false, fault: faultOf(text) };
    const digits = shape.kind === 'number' ? shape.digits : chosen(shape, proven, typed);
    if (digits === null) return { ok: false, fault: ambiguity(shape) };
    return { ok: true, decimal: found.negative && /[1-9]/.test(digits) ? `-${digits}` : digits, mark: found.mark };
  });
}

/** `1,234` is a thousand unless a neighbour has a decimal comma; `1.234` has to be typed, or beside a decimal point. */
function chosen(
  { whole, fraction, by }: Extract<Shape, { kind: 'either' }>,
  proven: ReadonlySet<Sign>,
  typed: boolean,
): string | null {
  if (proven.has('comma')) return null;
  if (by === 'comma') return whole + fraction;
  return typed || proven.has('point') ? `${whole}.${fraction}` : null;
}

function ambiguity(shape: Shape): string {
  if (shape.kind !== 'either') return WANTED;
  const { whole, fraction } = shape;
  return `could be ${whole}${fraction} or ${whole}.${fraction}: write ${whole}${fraction}.00 or ${whole}.${fraction}0`;
}

function faultOf(text: string): string {
  if (/\d[eE][+-]?\d+$/.test(text.trim()))
    return 'is in scientific notation, which drops digits: widen the column there, and copy again';
  return `is not a number: ${WANTED}`;
}

type Bare = { readonly body: string; readonly negative: boolean; readonly mark: string };

/** Takes the signs and the currency off; null for more than one of either. */
function bare(text: string): Bare | null {
  let body = text.replace(/[\s\u00a0\u2007\u202f]+/g, ' ').trim();
  // How spreadsheets print nothing in accounts.
  if (/^\p{Sc}? ?[-–—−]( \p{Sc})?$/u.test(body)) return { body: '0', negative: false, mark: '' };
  const signs: string[] = [];
  const marks: string[] = [];
  const takes: readonly (readonly [RegExp, readonly string[] | null])[] = [
    [/^\((.*)\)$/, signs],
    [/^([-−])/, signs],
    [/([-−])$/, signs],
    [/^\+/, null],
    [/^((?:[A-Z]{1,3})?\p{Sc}|[A-Z]{3}(?=[\s\d(−-]))/u, marks],
    [/(\p{Sc}|[A-Z]{3})$/u, marks],
  ];
  for (let again = true; again; ) {
    again = false;
    for (const [pattern, list] of takes) {
      const match = pattern.exec(body);
      if (!match) continue;
      const inner = match[0].startsWith('(') ? (match[1] ?? '') : body.replace(pattern, '');
      if (list === signs) signs.push(match[0]);
      if (list === marks) marks.push(match[0]);
      body = inner.trim();
      again = true;
    }
  }
  const [mark = '', ...others] = marks;
  if (signs.length > 1 || others.length > 0 || (body === '' && signs.length + marks.length > 0)) return null;
  return { body, negative: signs.length > 0, mark };
}

function shapeOf(text: string): Shape {
  const body = /^\d{1,3}([ '’]\d{3})+([.,]\d*)?$/.test(text) ? text.replace(/[ '’]/g, '') : text;
  const plain = (digits: string, proves: Sign | null): Shape => ({ kind: 'number', digits, proves });
  if (/^\d+$/.test(body)) return plain(body, null);
  if (!/^[\d.,]*\d[\d.,]*$/.test(body)) return { kind: 'none' };
  const [comma, point] = [body.lastIndexOf(','), body.lastIndexOf('.')];
  if (comma >= 0 && point >= 0) {
    const by: Sign = point > comma ? 'point' : 'comma';
    const at = Math.max(comma, point);
    const [whole, fraction] = [body.slice(0, at), body.slice(at + 1)];
    const grouped = (by === 'point' ? COMMAS : POINTS).test(whole);
    return grouped && /^\d*$/.test(fraction)
      ? plain(`${whole.replace(/[.,]/g, '')}.${fraction}`, by)
      : { kind: 'none' };
  }
  const by: Sign = comma >= 0 ? 'comma' : 'point';
  const parts = body.split(by === 'comma' ? ',' : '.');
  if (parts.length > 2) {
    const grouped = (by === 'comma' ? COMMAS : POINTS).test(body);
    return grouped ? plain(parts.join(''), by === 'comma' ? 'point' : 'comma') : { kind: 'none' };
  }
  const [whole = '', fraction = ''] = parts;
  if (/^[1-9]\d{0,2}$/.test(whole) && fraction.length === 3 && body === text)
    return { kind: 'either', whole, fraction, by };
  return plain(`${whole || '0'}.${fraction}`, by);
}
