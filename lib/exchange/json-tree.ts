import { DEEPEST, type DocumentEntry, type DocumentNode, type TreeReading, tooDeep } from './document-tree';

const SPACE = /[ \t\n\r]*/y;
const TOKEN = /[{}[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^ \t\n\r{}[\],:"]+/sy;

type OpenList = { readonly kind: 'list'; readonly at: number; readonly items: DocumentNode[] };
type OpenMap = { readonly kind: 'map'; readonly at: number; readonly entries: DocumentEntry[] };

/** What may stand next. */
type Expected =
  | 'a value'
  | 'a value or ]'
  | 'a key in quotes'
  | 'a key in quotes or }'
  | 'a colon'
  | 'a comma'
  | 'the end';

/** Reads JSON with the place of every value and key; the first fault of its syntax, with its place, ends the reading. */
export function readJsonTree(text: string): TreeReading {
  const open: (OpenList | OpenMap)[] = [];
  let root: DocumentNode | null = null;
  let key: { readonly key: string; readonly at: number } | null = null;
  let expected: Expected = 'a value';
  const fault = (at: number, message: string): TreeReading => ({ ok: false, faults: [{ at, path: [], message }] });
  const put = (node: DocumentNode) => {
    const parent = open.at(-1);
    if (!parent) root = node;
    else if (parent.kind === 'list') parent.items.push(node);
    else if (key) parent.entries.push({ ...key, node });
    expected = parent ? 'a comma' : 'the end';
  };
  for (let at = skip(text, 0); at < text.length; at = skip(text, at)) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return fault(at, 'is no JSON: opens a quote here that is never closed');
    const wrong = () => fault(at, `is no JSON: ${expected} belongs here, not ${cut(token)}`);
    const parent = open.at(-1);
    if (token === '{' || token === '[') {
      if (!expected.startsWith('a value')) return wrong();
      if (open.length >= DEEPEST) return { ok: false, faults: [tooDeep(at)] };
      const node = token === '[' ? { kind: 'list' as const, at, items: [] } : { kind: 'map' as const, at, entries: [] };
      put(node);
      open.push(node);
      expected = token === '[' ? 'a value or ]' : 'a key in quotes or }';
    } else if (token === '}' || token === ']') {
      const closes = parent?.kind === (token === ']' ? 'list' : 'map');
      if (!closes || !(expected === 'a comma' || expected.endsWith(token))) return wrong();
      open.pop();
      expected = open.length > 0 ? 'a comma' : 'the end';
    } else if (token === ',') {
      if (expected !== 'a comma') return wrong();
      expected = parent?.kind === 'list' ? 'a value' : 'a key in quotes';
    } else if (token === ':') {
      if (expected !== 'a colon') return wrong();
      expected = 'a value';
    } else {
      const content = scalarOf(token);
      if (content === undefined)
        return fault(at, `is no JSON: ${cut(token)} is no value; text stands in double quotes`);
      if (expected.startsWith('a key') && typeof content === 'string') {
        key = { key: content, at };
        expected = 'a colon';
      } else if (expected.startsWith('a value')) put({ kind: 'scalar', at, content, source: token });
      else return wrong();
    }
    at += token.length;
  }
  if (root === null) return fault(0, 'is empty: {} is a file without rules');
  if (expected !== 'the end') return fault(text.trimEnd().length, `is no JSON: it ends where ${expected} belongs`);
  return { ok: true, node: root };
}

function skip(text: string, at: number): number {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(text)?.[0].length ?? 0);
}

/** A token's value by JavaScript's own reading; undefined where it is none. */
function scalarOf(token: string): string | number | boolean | null | undefined {
  try {
    const content: unknown = JSON.parse(token);
    return typeof content === 'string' || typeof content === 'number' || typeof content === 'boolean' ? content : null;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const cut = (token: string): string => (token.length > 40 ? `${token.slice(0, 37)}…` : token);
