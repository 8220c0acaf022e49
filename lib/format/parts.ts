import { roundToSum } from '@/lib/finance/largest-remainder';
import { toCents } from '@/lib/finance/money';

const CENT = 10_000_000n;

/** Whole cents that add up to `target`, which a neighbour shows already, by largest remainder. @throws RangeError when it is not beside the sum of the parts */
export const roundTo = (parts: readonly bigint[], target: bigint): bigint[] => roundToSum(parts, target, CENT);

/**
 * Rounds parts that are shown together, so that a reader who adds the column gets the displayed total
 * (`finance.md` §1). `parts` and `total` are units of 10⁻⁹; the result is whole cents, Σ = the rounded total.
 * @throws RangeError when the parts do not add up to `total` to the unit: that is a breach to be shown, not rounded away.
 */
export function roundParts(parts: readonly bigint[], total: bigint): bigint[] {
  if (parts.reduce((sum, part) => sum + part, 0n) !== total) {
    throw new RangeError('the parts do not add up to their total');
  }
  return roundTo(parts, toCents(total));
}

/** One node of a tree in pre-order; `own` and `total` are units of 10⁻⁹, `total` = own + the children's totals. */
export type AmountNode = { readonly depth: number; readonly own: bigint; readonly total: bigint };
/** The same node in whole cents. */
export type CentsNode = { readonly own: bigint; readonly total: bigint };

/**
 * Rounds a tree, in pre-order, so that at every node the displayed own cost and the displayed totals of its children
 * add up to the node's displayed total. `target` is the displayed cents of all outermost nodes together, where a
 * neighbour of the table (the strip) shows that amount; without it each of them is rounded by itself.
 * @throws RangeError when a node's total is not the sum of its parts, or `target` is not what the outermost round to.
 */
export function roundTree(nodes: readonly AmountNode[], target: bigint | null = null): CentsNode[] {
  const children = childrenOf(nodes);
  const totals = new Array<bigint>(nodes.length).fill(0n);
  const outermost = children.roots.map((index) => nodes[index]?.total ?? 0n);
  const shown = target === null ? outermost.map(toCents) : roundTo(outermost, target);
  for (const [position, index] of children.roots.entries()) totals[index] = shown[position] ?? 0n;
  return nodes.map((node, index) => {
    const below = children.of[index] ?? [];
    const parts = [node.own, ...below.map((child) => nodes[child]?.total ?? 0n)];
    if (parts.reduce((sum, part) => sum + part, 0n) !== node.total) {
      throw new RangeError('the total of a node is not the sum of its parts');
    }
    const total = totals[index] ?? 0n;
    const [own = 0n, ...rest] = roundTo(parts, total);
    for (const [position, child] of below.entries()) totals[child] = rest[position] ?? 0n;
    return { own, total };
  });
}

/** Indices of the roots, and of every node's children, from depths in pre-order. */
function childrenOf(nodes: readonly { readonly depth: number }[]): { roots: number[]; of: number[][] } {
  const roots: number[] = [];
  const of: number[][] = nodes.map(() => []);
  const path: number[] = [];
  for (const [index, { depth }] of nodes.entries()) {
    while (path.length > 0 && (nodes[path.at(-1) ?? 0]?.depth ?? 0) >= depth) path.pop();
    const parent = path.at(-1);
    (parent === undefined ? roots : (of[parent] ?? roots)).push(index);
    path.push(index);
  }
  return { roots, of };
}
