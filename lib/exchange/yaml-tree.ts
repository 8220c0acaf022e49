import { Composer, CST, isAlias, isMap, isPair, isScalar, isSeq, Parser } from 'yaml';
import {
  DEEPEST,
  type DocumentEntry,
  type DocumentNode,
  type TextFault,
  type TreeReading,
  tooDeep,
} from './document-tree';

/** Tags that say what a plain value is already. */
const KNOWN_TAGS = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;
/** Errors told of one text: the later ones follow from the first. */
const ERRORS_TOLD = 20;

/**
 * Reads YAML 1.2 with the place of every value and key: the part of it that JSON can say. Aliases are refused, which can
 * make a small text large, and so are tags and a second document.
 */
export function readYamlTree(text: string): TreeReading {
  const tokens = [...new Parser().parse(text)];
  const deep = deepest(tokens);
  if (deep !== null) return { ok: false, faults: [tooDeep(deep)] };
  const composer = new Composer({
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (!document) throw new Error('a YAML text has a document');
  const faults: TextFault[] = document.errors.slice(0, ERRORS_TOLD).map(({ pos, message }) => ({
    at: pos[0],
    path: [],
    message: `is no YAML: ${message.replace(/\s+/g, ' ')}`,
  }));
  if (second) {
    const at = second.range?.[0] ?? text.length;
    faults.push({ at, path: [], message: 'begins a second document: rules are one' });
  }
  if (faults.length > 0) return { ok: false, faults };
  const node = treeOf(document.contents, 0, faults);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, node };
}

/** Where a text nests too deep for the composer, which calls itself; null where it does not. */
function deepest(tokens: readonly CST.Token[]): number | null {
  const left = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = left.pop(); next; next = left.pop()) {
    const { token, depth } = next;
    if (depth > DEEPEST) return token.offset;
    if (token.type === 'document') {
      if (token.value) left.push({ token: token.value, depth });
    } else if (CST.isCollection(token)) {
      for (const { key, value } of token.items) {
        if (key) left.push({ token: key, depth: depth + 1 });
        if (value) left.push({ token: value, depth: depth + 1 });
      }
    }
  }
  return null;
}

function treeOf(node: unknown, near: number, faults: TextFault[]): DocumentNode {
  const nothing: DocumentNode = { kind: 'scalar', at: near, content: null, source: '' };
  if (node === null || node === undefined) return nothing;
  if (isAlias(node)) {
    faults.push({
      at: node.range?.[0] ?? near,
      path: [],
      message: `is an alias (*${node.source}): write out what it stands for`,
    });
    return nothing;
  }
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return nothing;
  const at = node.range?.[0] ?? near;
  if (node.tag !== undefined && !KNOWN_TAGS.test(node.tag)) {
    faults.push({ at, path: [], message: `has the tag ${node.tag}, which rules have no use for: leave it out` });
  }
  if (isSeq(node)) return { kind: 'list', at, items: node.items.map((item) => treeOf(item, at, faults)) };
  if (isMap(node)) return { kind: 'map', at, entries: node.items.map((pair) => entryOf(pair, at, faults)) };
  return scalarOf(node.value, node.source, at);
}

function entryOf(pair: unknown, near: number, faults: TextFault[]): DocumentEntry {
  const key = isPair(pair) ? treeOf(pair.key, near, faults) : null;
  if (key?.kind !== 'scalar') {
    faults.push({ at: key?.at ?? near, path: [], message: 'is a key of several parts: a key is text' });
    return { key: '', at: near, node: { kind: 'scalar', at: near, content: null, source: '' } };
  }
  // A key that reads as a number or as nothing is the text that stands there: 007 is no 7.
  const name = typeof key.content === 'string' ? key.content : key.source;
  return { key: name, at: key.at, node: treeOf(isPair(pair) ? pair.value : null, key.at, faults) };
}

function scalarOf(content: unknown, source: string | undefined, at: number): DocumentNode {
  const isPlain = typeof content === 'string' || typeof content === 'number' || typeof content === 'boolean';
  return { kind: 'scalar', at, content: isPlain ? content : null, source: source ?? String(content ?? '') };
}
