import { requireViewer } from '@/lib/auth/page-viewer';
import type { Viewer } from '@/lib/auth/viewer';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths, monthsIn } from '@/lib/finance/month';
import type { TreeNode } from '@/lib/finance/tree';
import type { Connection } from '@/lib/store/connections';
import { type AccountSeen, listAccountsSeen } from '@/lib/store/organization';
import { waysInto } from './account-access';
import { accountCoverage, accountEvents, costsByMonth, monthStates } from './account-history';
import { treeOf } from './account-tree';
import { asOfBooks } from './as-of';
import { type Books, refOf, selectBooks } from './books';
import type { PageQuery } from './query';
import type { AccountReport, SubjectRef, Unavailable } from './shapes';
import { listTreeEvents } from './tree-events';
import { badgesOf, ratio } from './tree-node';

/** Months of an account's page. */
const MONTHS = 13;

/** An account or OU that the reader may see, and where it stands; what its page costs to read comes after. */
export type LocatedSubject = {
  readonly kind: 'located';
  readonly viewer: Viewer;
  readonly subject: SubjectRef;
  /** The one that knows it, and its books alone. */
  readonly connection: Connection;
  readonly books: Books;
  /** From the root down, the subject last when it stands in the tree of these months. */
  readonly way: readonly TreeNode[];
  readonly seen: AccountSeen | undefined;
  readonly now: Date;
};
type Location = LocatedSubject | Unavailable | { readonly kind: 'unknown-subject'; readonly subject: SubjectRef };

/** Whether there is such an account or OU for this reader: a page knows it before it begins to answer. */
export async function loadLocation(query: PageQuery, subject: SubjectRef): Promise<Location> {
  return locateSubject(await requireViewer(), query, subject);
}

export async function locateSubject(
  viewer: Viewer,
  query: PageQuery,
  subject: SubjectRef,
  now: Date = new Date(),
): Promise<Location> {
  const all = await selectBooks(viewer, { ...query, currency: null }, now);
  if (all.kind !== 'books') return all;
  const found = await findSubject(viewer, all, subject, now);
  return found ? { kind: 'located', viewer, subject, now, ...found } : { kind: 'unknown-subject', subject };
}

/** An account's page, or an OU's: where it stands, what it costs by service and charge class over thirteen months. */
export async function readAccount(located: LocatedSubject): Promise<AccountReport> {
  const { viewer, subject, connection, books, way, seen, now } = located;
  const node = way.at(-1)?.id === subject.id ? way.at(-1) : undefined;
  const range = { from: addMonths(books.months.to, -MONTHS), to: books.months.to };
  const history = await monthStates(viewer, connection.id, monthsIn(range));
  const below = node ? accountsBelow(node) : subject.kind === 'account' ? [subject.id] : [];
  const [services, classes, coverage, events, shown, asOf, waysIn] = await Promise.all([
    costsByMonth(viewer, books, range, subject, 'service', history, now),
    costsByMonth(viewer, books, range, subject, 'chargeClass', history, now),
    accountCoverage(viewer, books, below),
    accountEvents(viewer, connection.id, range, subject),
    listTreeEvents(viewer, books),
    asOfBooks(viewer, books),
    waysInto(located),
  ]);
  const own = shown.filter(({ accountId }) => subject.kind === 'account' && accountId === subject.id);
  return {
    kind: 'account',
    subject,
    connection: refOf(connection),
    asOf,
    ...{ months: books.months, basis: books.basis, currency: books.currency, estimated: books.estimated },
    name: node?.name ?? seen?.name ?? subject.id,
    email: node?.email ?? null,
    state: node?.state ?? null,
    joined: node?.joinedAt?.slice(0, 10) ?? null,
    badges: node ? badgesOf(node, own, books.months) : [],
    lastSeen: seen && !seen.inOrganization ? seen.lastSeen.slice(0, 10) : null,
    tags: Object.entries(node?.tags ?? {}).map(([key, value]) => ({ key, value })),
    path: way.slice(0, node ? -1 : undefined).map(({ type, id, name }) => ({ id: type === 'ou' ? id : null, name })),
    accounts: node?.accounts ?? 1,
    place: node ? placeOf(node, way.at(-2)) : null,
    children: node && subject.kind === 'ou' ? childrenOf(node) : [],
    history,
    services,
    classes,
    coverage,
    events,
    waysIn,
  };
}

/** The books of the one connection that knows the subject, and the way to it in their tree; null when none may be seen. */
async function findSubject(viewer: Viewer, books: Books, subject: SubjectRef, now: Date) {
  for (const each of books.connections) {
    const seen: AccountSeen | undefined =
      subject.kind === 'account'
        ? (await listAccountsSeen(viewer.scope, each.connection.id)).find(({ accountId }) => accountId === subject.id)
        : undefined;
    if (subject.kind === 'account' && !seen) continue;
    const own: Books = {
      ...books,
      connections: [each],
      missing: books.missing.filter(({ connection }) => connection === each.connection.name),
      estimated: each.months.some(({ estimated }) => estimated),
    };
    const way = each.months.length > 0 ? wayTo(await treeOf(viewer, own, now), subject) : null;
    if (way) return { connection: each.connection, books: own, way, seen };
    // An account without cost or place in these months still has its history.
    if (seen) return { connection: each.connection, books: own, way: [], seen };
  }
  return null;
}

/** The nodes from the root down to the subject; null when it does not stand in the tree. */
function wayTo(root: TreeNode, { kind, id }: SubjectRef): TreeNode[] | null {
  if (root.type === kind && root.id === id) return [root];
  for (const child of root.children) {
    const way = wayTo(child, { kind, id });
    if (way) return [root, ...way];
  }
  return null;
}

const accountsBelow = (node: TreeNode): string[] =>
  node.type === 'account' ? [node.id] : node.children.flatMap(accountsBelow);

function placeOf(node: TreeNode, parent: TreeNode | undefined): AccountReport['place'] {
  if (!parent) return null;
  const dearer = parent.children.filter((each) => each.total > node.total).length;
  return {
    total: formatDecimal(node.total),
    rank: dearer + 1,
    siblings: parent.children.length,
    parent: parent.name,
    parentTotal: formatDecimal(parent.total),
    share: parent.total > 0n ? ratio(node.total, parent.total) : null,
  };
}

const childrenOf = (node: TreeNode): AccountReport['children'] =>
  [...node.children]
    .sort((a, b) => (a.total === b.total ? 0 : a.total > b.total ? -1 : 1))
    .map((child) => ({
      kind: child.type === 'account' ? 'account' : 'ou',
      id: child.id,
      name: child.name,
      total: formatDecimal(child.total),
      share: node.total > 0n ? ratio(child.total, node.total) : null,
    }));
