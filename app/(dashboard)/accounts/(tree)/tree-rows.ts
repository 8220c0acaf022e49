import { type PackedRows, packRows } from '@/components/tables/packed-rows';
import { parseDecimal } from '@/lib/finance/money';
import { roundTree } from '@/lib/format/parts';
import type { TreeReport } from '@/lib/reports/shapes';

/**
 * The account tree for the table. Cents are rounded so that at every node what is shown below it adds up to it;
 * `shownCents` is what the strip shows for all accounts together, or null when it shows another amount.
 */
export function treeRows({ nodes }: TreeReport, shownCents: bigint | null): PackedRows {
  const amounts = nodes.map(({ depth, own, total }) => ({ depth, own: parseDecimal(own), total: parseDecimal(total) }));
  const cents = roundTree(amounts, shownCents);
  const places = new Map(nodes.map(({ key }, index) => [key, index]));
  return packRows(
    nodes.map((node, index) => ({
      ...node,
      parent: node.parentKey === null ? -1 : (places.get(node.parentKey) ?? -1),
      ownCents: cents[index]?.own ?? 0n,
      totalCents: cents[index]?.total ?? 0n,
    })),
  );
}
