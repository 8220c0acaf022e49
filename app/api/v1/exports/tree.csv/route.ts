import { toBooksQuery } from '@/lib/api/books-params';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { emptyTreeCsv, treeCsv } from '@/lib/exchange/tree-csv';
import { readTree, storedBooks } from '@/lib/reports/account-tree';
import { call, methods } from '../../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.treeFile, async ({ viewer, params }) => {
    const tree = await readTree(viewer, toBooksQuery(params));
    if (tree.kind === 'no-connection') return file(emptyTreeCsv(), 'tree.csv');
    if (tree.kind !== 'account-tree') throw refusalOf(tree);
    const { root, books } = tree;
    const connections = storedBooks(books).map(({ connection }) => connection.name);
    return file(treeCsv({ ...books, root, connections }), `tree-${books.months.from}-${books.basis}.csv`);
  }),
});

const file = (text: string, name: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
