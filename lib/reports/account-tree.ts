import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { addMonths, type Day, type MonthRange } from '@/lib/finance/month';
import { buildTree, joinTrees, type TreeNode } from '@/lib/finance/tree';
import type { Connection } from '@/lib/store/connections';
import { sumCells } from '@/lib/store/costs';
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

/** The tree of books already selected; connections without a month of the range have no part in it. */
export async function treeOf(viewer: Viewer, books: Books, now: Date): Promise<TreeNode> {
  const { months, basis, connections } = books;
  const roots = await Promise.all(
    connections
      .filter((each) => each.months.length > 0)
      .map(({ connection }) =>
        connectionTree(viewer, connection, { months, basis, day: placementDay(addMonths(months.to, -1), now) }),
      ),
  );
  const [only] = roots;
  return connections.length === 1 && only ? only : joinTrees('All organizations', roots);
}

async function connectionTree(
  { scope, units }: Viewer,
  connection: Connection,
  { months, basis, day }: { months: MonthRange; basis: Basis; day: Day },
): Promise<TreeNode> {
  const [organization, sums] = await Promise.all([
    getOrganization(scope, connection.id, day),
    sumCells(scope, { connectionId: connection.id, cube: 'recordType', months, groupBy: ['key1'] }),
  ]);
  const costs = new Map<string, bigint>();
  for (const { key1, amounts } of sums) if (key1 !== null) costs.set(key1, amounts[basis]);
  return buildTree({ fallback: { id: connection.name, name: connection.name }, organization, costs, units });
}
