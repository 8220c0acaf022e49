import type { DocumentFault, DocumentPath } from '@/lib/finance/document-value';

/** A value of a JSON or YAML text; `at` is where it starts, in UTF-16 units. */
export type DocumentNode =
  | {
      readonly kind: 'scalar';
      readonly at: number;
      readonly content: string | number | boolean | null;
      readonly source: string;
    }
  | { readonly kind: 'list'; readonly at: number; readonly items: readonly DocumentNode[] }
  | { readonly kind: 'map'; readonly at: number; readonly entries: readonly DocumentEntry[] };

export type DocumentEntry = { readonly key: string; readonly at: number; readonly node: DocumentNode };

/** A fault that stands at a place of a text. */
export type TextFault = { readonly at: number; readonly path: DocumentPath; readonly message: string };

/** A text as a tree, or what is wrong with its syntax. */
export type TreeReading =
  | { readonly ok: true; readonly node: DocumentNode }
  | { readonly ok: false; readonly faults: readonly TextFault[] };

/** No file of ours nests deeper than six; what does is no such file, and would exhaust the stack. */
export const DEEPEST = 32;

/** The digits that a float keeps, whatever they are. */
const SAFE_DIGITS = 15;

/** The plain value of a tree, and what its text says that a plain value can't hold: a key twice, digits that are lost. */
export function plainValue(root: DocumentNode): { readonly value: unknown; readonly faults: readonly TextFault[] } {
  const faults: TextFault[] = [];
  const plain = (node: DocumentNode, path: DocumentPath): unknown => {
    if (node.kind === 'list') return node.items.map((item, at) => plain(item, [...path, at]));
    if (node.kind === 'scalar') {
      if (typeof node.content === 'number' && digitsOf(node.source) > SAFE_DIGITS) {
        const message = `is a number of more than ${SAFE_DIGITS} digits: write an id in quotes, a weight with nine decimals`;
        faults.push({ at: node.at, path, message });
      }
      return node.content;
    }
    const seen = new Map<string, unknown>();
    for (const { key, at, node: below } of node.entries) {
      const here = [...path, key];
      if (seen.has(key)) faults.push({ at, path: here, message: 'stands here twice: leave one of them out' });
      seen.set(key, plain(below, here));
    }
    // Unlike an assignment, this makes a plain field of the name __proto__.
    return Object.fromEntries(seen);
  };
  return { value: plain(root, []), faults };
}

/** The digits that count: without sign, leading zeros and exponent. */
const digitsOf = (source: string): number => source.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '').length;

/** Where a path leads in a text: to the key of a field, to an item, or, where there is none, to what it is missing in. */
export function placeOf(root: DocumentNode, { path }: Pick<DocumentFault, 'path'>): number {
  let node = root;
  let at = root.at;
  for (const part of path) {
    if (node.kind === 'list' && typeof part === 'number') {
      const item = node.items[part];
      if (!item) return at;
      node = item;
      at = item.at;
    } else if (node.kind === 'map') {
      const entry = node.entries.find(({ key }) => key === part);
      if (!entry) return at;
      node = entry.node;
      at = entry.at;
    } else return at;
  }
  return at;
}

/** Lines and columns of places in a text, both from 1; columns count UTF-16 units. */
export function lineFinder(text: string): (at: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}

export const tooDeep = (at: number): TextFault => ({
  at,
  path: [],
  message: `nests deeper than ${DEEPEST}: rules have lists and objects in each other to a few levels only`,
});
