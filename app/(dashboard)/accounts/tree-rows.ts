import type { AccountRow } from '@/components/tables/account-row';
import { parseDecimal } from '@/lib/finance/money';
import { figureOf, formatExact, NOT_APPLICABLE } from '@/lib/format/money';
import { roundTree } from '@/lib/format/parts';
import { formatChange, formatPercent } from '@/lib/format/percent';
import type { TreeNode, TreeReport } from '@/lib/reports/shapes';

/**
 * The rows of the account tree in words. Cents are rounded so that at every node what is shown below it adds up to it;
 * `rootCents` is what the strip shows for all accounts, when the tree has one root.
 */
export function treeRows(report: TreeReport, rootCents: bigint | null): AccountRow[] {
  const { nodes, currency } = report;
  const amounts = nodes.map(({ depth, own, total }) => ({ depth, own: parseDecimal(own), total: parseDecimal(total) }));
  const cents = roundTree(amounts, rootCents === null ? [] : [rootCents]);
  const places = new Map(nodes.map(({ key }, index) => [key, index]));
  return nodes.map((node, index) => {
    const exact = amounts[index] ?? { own: 0n, total: 0n };
    const rounded = cents[index] ?? { own: 0n, total: 0n };
    const same = exact.own === exact.total;
    return {
      key: node.key,
      parent: node.parentKey === null ? -1 : (places.get(node.parentKey) ?? -1),
      depth: node.depth,
      type: node.type,
      name: node.name,
      id: node.id,
      email: node.email,
      badges: node.badges,
      own: same ? null : figureOf(rounded.own, exact.own),
      total: figureOf(rounded.total, exact.total),
      exact: formatExact(node.total, currency),
      ...changeOf(node),
      ...shareOf(node),
    };
  });
}

function changeOf({ change }: TreeNode): Pick<AccountRow, 'change' | 'direction'> {
  const text = formatChange(change);
  const moved = change !== null && /[1-9]/.test(text);
  return { change: text, direction: moved ? (change > 0 ? 'up' : 'down') : 'none' };
}

function shareOf({ share }: TreeNode): Pick<AccountRow, 'bar' | 'share'> {
  if (share === null) return { bar: null, share: NOT_APPLICABLE };
  return { bar: Math.min(1, Math.max(0, share)), share: formatPercent(share) };
}
