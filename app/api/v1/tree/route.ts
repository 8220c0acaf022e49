import { toBooksQuery } from '@/lib/api/books-params';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { emptyTreeReply, toTreeReply } from '@/lib/api/tree-reply';
import { readTree } from '@/lib/reports/account-tree';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.tree, async ({ viewer, params }) => {
    const query = toBooksQuery(params);
    const tree = await readTree(viewer, query);
    if (tree.kind === 'account-tree') return toTreeReply(tree);
    if (tree.kind === 'no-connection') return emptyTreeReply(query, new Date());
    throw refusalOf(tree);
  }),
});
