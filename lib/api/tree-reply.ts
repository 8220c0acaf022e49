import { z } from 'zod';
import { addMonths, monthOf } from '@/lib/finance/month';
import { joinTrees, type TreeNode } from '@/lib/finance/tree';
import type { AccountTree } from '@/lib/reports/account-tree';
import type { BooksQuery } from '@/lib/reports/books';
import { month } from './books-params';
import { decimal, toDecimal } from './decimal';
import { missing } from './missing';

export const treeNode = z.strictObject({
  id: z.string().meta({ description: "AWS's own id; `former`, or a key in parentheses, for what AWS does not know." }),
  type: z.enum(['organization', 'root', 'ou', 'account', 'former']),
  name: z.string(),
  own: decimal,
  total: decimal,
  accounts: z.int().min(0).meta({ description: 'Accounts at or below the node.' }),
  email: z.string().optional(),
  state: z.string().optional().meta({ description: "AWS's word for the account's state." }),
  tags: z.record(z.string(), z.string()).optional(),
  unplaced: z.literal(true).optional().meta({ description: 'The organization did not tell its place.' }),
  get children() {
    return z.array(treeNode);
  },
});
export type TreeNodeJson = Omit<z.infer<typeof treeNode>, 'tags' | 'children'> & {
  tags?: Readonly<Record<string, string>>;
  children: TreeNodeJson[];
};

export const treeReply = z.strictObject({
  currency: z.string().nullable(),
  month: month.meta({ description: 'The last month of the range; the tree is that of its last day.' }),
  from: month,
  to: month,
  basis: z.string(),
  estimated: z.boolean(),
  missing,
  root: treeNode,
});

/** A tree as JSON. */
export function toTreeReply({ root, books }: AccountTree): z.infer<typeof treeReply> {
  const { months, currency, basis, estimated } = books;
  const frame = { currency, month: addMonths(months.to, -1), ...months, basis, estimated };
  return { ...frame, missing: [...books.missing], root: toNode(root) };
}

/** The tree of a store without any connection. */
export function emptyTreeReply({ months, basis }: BooksQuery, now: Date): z.infer<typeof treeReply> {
  const range = months ?? { from: addMonths(monthOf(now), -1), to: monthOf(now) };
  const frame = { currency: null, month: addMonths(range.to, -1), ...range, basis, estimated: false };
  return { ...frame, missing: [], root: toNode(joinTrees('No organizations', [])) };
}

/** Written plainly: a tree has ten thousand of them. */
function toNode(node: TreeNode): TreeNodeJson {
  const { type, email, state, unplaced, own, total } = node;
  const sum = toDecimal(total);
  const json: TreeNodeJson = {
    id: node.id,
    type,
    name: node.name,
    own: own === total ? sum : toDecimal(own),
    total: sum,
    accounts: node.accounts,
    children: node.children.map(toNode),
  };
  if (email !== null) json.email = email;
  if (state !== null) json.state = state;
  if (type === 'account' || type === 'ou') json.tags = node.tags;
  if (unplaced) json.unplaced = true;
  return json;
}
