import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { addMonths, type Day, type MonthRange } from '@/lib/finance/month';
import { buildTree, joinTrees, type TreeNode } from '@/lib/finance/tree';
import type { Connection } from '@/lib/store/connections';
import { sumUnits } from '@/lib/store/costs';
import { getOrganization } from '@/lib/store/organization';
import { type Books, type BooksQuery, selectBooks } from './books';
import { placementDay } from './placement-day';
import type { Unavailable } from './shapes';

/** The tree of the books of a read, exact, in units of 10⁻⁹. */
export type AccountTree = { readonly kind: 'account-tree'; readonly root: TreeNode; readonly books: Books };

/** Reads the tree that an API call, an export or a page asks for. */
export async function readTree(
  viewer: Viewer,
  query: BooksQuery,
  now: Date = new Date(),
): Promise<AccountTree | Unavailable> {
  const books = await selectBooks(viewer, query, now);
  if (books.kind !== 'books') return books;
  return { kind: 'account-tree', root: await treeOf(viewer, books, now), books };
}

/** The connections that have a month of the range, in the order of the roots of their tree. */
export const storedBooks = ({ connections }: Books) => connections.filter(({ months }) => months.length > 0);

/** The tree of books already selected; connections without a month of the range have no part in it. */
export async function treeOf(viewer: Viewer, books: Books, now: Date): Promise<TreeNode> {
  const { months, basis } = books;
  const day = placementDay(addMonths(months.to, -1), now);
  const stored = storedBooks(books);
  const roots = await Promise.all(
    stored.map(({ connection }) => connectionTree(viewer, connection, { months, basis, day })),
  );
  const [only] = roots;
  if (books.connections.length === 1 && only) return only;
  // AWS calls every root "Root": side by side they go by what their connections are called.
  const named = roots.map((root, index) => ({ ...root, name: stored[index]?.connection.name ?? root.name }));
  return joinTrees('All organizations', named);
}

async function connectionTree(
  { scope, units }: Viewer,
  connection: Connection,
  { months, basis, day }: { months: MonthRange; basis: Basis; day: Day },
): Promise<TreeNode> {
  const [organization, sums] = await Promise.all([
    getOrganization(scope, connection.id, day),
    sumUnits(scope, { connectionId: connection.id, cube: 'recordType', months, groupBy: ['key1'] }, basis),
  ]);
  const costs = new Map<string, bigint>();
  for (const { key1, units: own } of sums) if (key1 !== null) costs.set(key1, own);
  return buildTree({ fallback: { id: connection.name, name: connection.name }, organization, costs, units });
}
