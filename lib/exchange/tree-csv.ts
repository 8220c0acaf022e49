import type { Basis } from '@/lib/finance/basis';
import { type Currency, formatDecimal } from '@/lib/finance/money';
import type { MonthRange } from '@/lib/finance/month';
import type { TreeNode } from '@/lib/finance/tree';
import { type CsvCell, csvNumber, csvText, writeCsv } from './csv';

/** A tree and what its figures are. `connections` are the names of the root's connection, or of each root below it. */
export type TreeFile = {
  readonly root: TreeNode;
  readonly connections: readonly string[];
  readonly months: MonthRange;
  readonly currency: Currency;
  readonly basis: Basis;
};

const COLUMNS = 'connection path depth type id name email state own total currency from to basis'.split(' ');

/** The file of a store without any connection that the reader may see: the header alone. */
export const emptyTreeCsv = (): string => writeCsv(COLUMNS, []);

/** The account tree as a file: a row for every node in pre-order, exact amounts, `to` exclusive. */
export function treeCsv({ root, connections, months, currency, basis }: TreeFile): string {
  const rows: CsvCell[][] = [];
  const frame = [currency, months.from, months.to, basis].map(csvText);
  const add = (node: TreeNode, above: string, depth: number, connection: string | null): void => {
    const path = `${above}/${node.name.replaceAll('/', '∕')}`;
    rows.push([
      ...[connection, path].map(csvText),
      csvNumber(String(depth)),
      ...[node.type, node.id, node.name, node.email, node.state].map(csvText),
      ...[node.own, node.total].map((units) => csvNumber(formatDecimal(units))),
      ...frame,
    ]);
    for (const [index, child] of node.children.entries()) {
      add(child, path, depth + 1, node.type === 'organization' ? (connections[index] ?? null) : connection);
    }
  };
  add(root, '', 0, root.type === 'organization' ? null : (connections[0] ?? null));
  return writeCsv(COLUMNS, rows);
}
