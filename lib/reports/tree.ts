import { requireViewer } from '@/lib/auth/page-viewer';
import type { Viewer } from '@/lib/auth/viewer';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths, type Month, type MonthRange } from '@/lib/finance/month';
import type { TreeNode } from '@/lib/finance/tree';
import { lastFinishedRun } from '@/lib/store/runs';
import { readTree, treeOf } from './account-tree';
import { type Books, refOf, selectBooks } from './books';
import type { PageQuery } from './query';
import type { NodeBadge, TreeOutcome, TreeNode as TreeRow } from './shapes';
import { treeEvents } from './tree-events';

/** The account tree of a page: every node with its cost, and with what it cost the month before. */
export async function loadTree(query: PageQuery): Promise<TreeOutcome> {
  return reportTree(await requireViewer(), query);
}

export async function reportTree(viewer: Viewer, query: PageQuery, now: Date = new Date()): Promise<TreeOutcome> {
  const tree = await readTree(viewer, { ...query, currency: null }, now);
  if (tree.kind !== 'account-tree') return tree;
  const { books, root } = tree;
  const [before, asOf, events] = await Promise.all([
    treeBefore(viewer, query, books, now),
    asOfBooks(viewer, books),
    treeEvents(viewer, books),
  ]);
  const rows = rowsOf(root, before?.root ?? null, books.estimated);
  const [only] = books.connections;
  return {
    kind: 'tree',
    connection: books.connections.length === 1 && only ? refOf(only.connection) : null,
    asOf,
    months: books.months,
    previous: before?.month ?? null,
    basis: books.basis,
    currency: books.currency,
    accounts: root.accounts,
    units: rows.filter(({ type }) => type === 'ou').length,
    estimated: books.estimated,
    nodes: rows,
    events,
  };
}

/** The tree of the month before a single month, when the same connections have it. */
async function treeBefore(
  viewer: Viewer,
  query: PageQuery,
  books: Books,
  now: Date,
): Promise<{ month: Month; root: TreeNode } | null> {
  const previous = monthBefore(books.months);
  if (previous === null || books.missing.length > 0) return null;
  const months = { from: previous, to: books.months.from };
  const before = await selectBooks(viewer, { ...query, currency: null, months }, now);
  if (before.kind !== 'books' || before.missing.length > 0) return null;
  return { month: previous, root: await treeOf(viewer, before, now) };
}

const monthBefore = ({ from, to }: MonthRange): Month | null =>
  addMonths(from, 1) === to ? addMonths(from, -1) : null;

/** When the oldest of the figures was pulled; null when they are of files alone. */
async function asOfBooks({ scope }: Viewer, { connections }: Books): Promise<string | null> {
  const pulled = connections.filter(({ connection }) => connection.kind === 'aws' || connection.kind === 'demo');
  const runs = await Promise.all(pulled.map(({ connection }) => lastFinishedRun(scope, connection.id)));
  return runs.flatMap((run) => run?.finishedAt ?? []).sort()[0] ?? null;
}

function rowsOf(root: TreeNode, before: TreeNode | null, estimated: boolean): TreeRow[] {
  const totals = new Map<string, bigint>();
  if (before) visit(before, null, 0, (node, key) => totals.set(key, node.total));
  const rows: TreeRow[] = [];
  visit(root, null, 0, (node, key, parentKey, depth) => {
    const previous = before ? (totals.get(key) ?? 0n) : null;
    rows.push({
      key,
      id: isOurs(node) ? null : node.id,
      parentKey,
      depth,
      type: node.type,
      name: node.name,
      email: node.email,
      state: node.state,
      badges: badgesOf(node),
      own: formatDecimal(node.own),
      total: formatDecimal(node.total),
      share: root.total > 0n ? ratio(node.total, root.total) : null,
      previousTotal: previous === null ? null : formatDecimal(previous),
      change: previous === null || previous <= 0n || estimated ? null : ratio(node.total - previous, previous),
      estimated,
    });
  });
  return rows;
}

type Visit = (node: TreeNode, key: string, parentKey: string | null, depth: number) => void;

/** Pre-order. A key tells a node from its like in another connection or under `former`, by the outermost root's place. */
function visit(node: TreeNode, parent: string | null, depth: number, take: Visit, place = ''): void {
  const key = `${place}${node.type === 'account' || node.type === 'ou' ? node.id : node.type}`;
  take(node, key, parent, depth);
  for (const [index, child] of node.children.entries()) {
    visit(child, key, depth + 1, take, node.type === 'organization' ? `${index}.` : place);
  }
}

const isOurs = ({ type, id }: TreeNode): boolean => type === 'organization' || type === 'former' || id.startsWith('(');

const QUIET_STATES = new Set(['ACTIVE']);

function badgesOf(node: TreeNode): NodeBadge[] {
  const badges: NodeBadge[] = [];
  if (node.state !== null && !QUIET_STATES.has(node.state))
    badges.push({ label: inWords(node.state), tone: 'caution' });
  if (node.unplaced) badges.push({ label: 'place unknown', tone: 'caution' });
  return badges;
}

/** `PENDING_CLOSURE` as `pending closure`; a word that is new to us reads the same way. */
const inWords = (state: string): string => state.toLowerCase().replaceAll('_', ' ');

/** A fraction for a bar or a percentage: to a millionth, since only here does money become a float. */
const ratio = (part: bigint, whole: bigint): number => Number((part * 1_000_000n) / whole) / 1_000_000;
