import { requireViewer } from '@/lib/auth/page-viewer';
import type { Viewer } from '@/lib/auth/viewer';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths, type Month, type MonthRange } from '@/lib/finance/month';
import type { TreeNode } from '@/lib/finance/tree';
import type { OrganizationEvent } from '@/lib/store/organization';
import { type AccountTree, readTree, treeOf } from './account-tree';
import { asOfBooks } from './as-of';
import { type Books, refOf, selectBooks } from './books';
import type { PageQuery } from './query';
import type { TreeOutcome, TreeReport, TreeNode as TreeRow, TreeScreen } from './shapes';
import { treeDetails } from './tree-details';
import { describer, eventSentence, listTreeEvents } from './tree-events';
import { badgesOf, placedNodes, ratio } from './tree-node';

/** The account tree of a page: every node with its cost, and with what it cost the month before. */
export async function loadTree(query: PageQuery): Promise<TreeOutcome> {
  return reportTree(await requireViewer(), query);
}

/** The same, and what is shown beside the figures when it is there. */
export async function loadTreeScreen(query: PageQuery): Promise<TreeScreen> {
  return reportTreeScreen(await requireViewer(), query);
}

export async function reportTree(viewer: Viewer, query: PageQuery, now: Date = new Date()): Promise<TreeOutcome> {
  const tree = await readTree(viewer, { ...query, currency: null }, now);
  return tree.kind === 'account-tree' ? treeReport(viewer, query, tree, now) : tree;
}

export async function reportTreeScreen(viewer: Viewer, query: PageQuery, now: Date = new Date()): Promise<TreeScreen> {
  const tree = await readTree(viewer, { ...query, currency: null }, now);
  if (tree.kind !== 'account-tree') return { tree, details: null };
  const report = await treeReport(viewer, query, tree, now);
  const details = treeDetails(viewer, tree.books, tree.root);
  // Whoever shows them tells of a failure; until then nobody listens.
  details.catch(() => undefined);
  return { tree: report, details };
}

async function treeReport(
  viewer: Viewer,
  query: PageQuery,
  { books, root }: AccountTree,
  now: Date,
): Promise<TreeReport> {
  const [before, asOf, events] = await Promise.all([
    treeBefore(viewer, query, books, now),
    asOfBooks(viewer, books),
    listTreeEvents(viewer, books),
  ]);
  const rows = rowsOf(root, before?.root ?? null, books, events);
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
    events: eventSentence(events, describer(root)),
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

function rowsOf(
  root: TreeNode,
  before: TreeNode | null,
  { months, estimated }: Books,
  events: readonly OrganizationEvent[],
): TreeRow[] {
  const totals = new Map(before ? placedNodes(before).map(({ key, node }) => [key, node.total]) : []);
  const byAccount = new Map<string, OrganizationEvent[]>();
  for (const event of events) byAccount.set(event.accountId, [...(byAccount.get(event.accountId) ?? []), event]);
  return placedNodes(root).map(({ node, key, parentKey, depth }) => {
    const previous = before ? (totals.get(key) ?? 0n) : null;
    return {
      key,
      id: isOurs(node) ? null : node.id,
      parentKey,
      depth,
      type: node.type,
      name: node.name,
      email: node.email,
      state: node.state,
      joined: node.joinedAt?.slice(0, 10) ?? null,
      badges: badgesOf(node, node.type === 'account' ? (byAccount.get(node.id) ?? []) : [], months),
      own: formatDecimal(node.own),
      total: formatDecimal(node.total),
      share: root.total > 0n ? ratio(node.total, root.total) : null,
      previousTotal: previous === null ? null : formatDecimal(previous),
      change: previous === null || previous <= 0n || estimated ? null : ratio(node.total - previous, previous),
      estimated,
    };
  });
}

const isOurs = ({ type, id }: TreeNode): boolean => type === 'organization' || type === 'former' || id.startsWith('(');
