import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCents } from '@/lib/finance/money';
import { roundParts, roundTree } from './parts';

const CENT = 10_000_000n;
const sum = (list: readonly bigint[]) => list.reduce((total, part) => total + part, 0n);
const units = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

describe('roundParts', () => {
  it('gives the spare cent to the largest remainder', () => {
    expect(roundParts([3_333_333n, 3_333_333n, 3_333_334n], 10_000_000n)).toEqual([0n, 0n, 1n]);
  });
  it('gives ties in order', () => {
    expect(roundParts([5_000_000n, 5_000_000n], 10_000_000n)).toEqual([1n, 0n]);
  });
  it('never moves a part that is whole cents, zero among them', () => {
    expect(roundParts([0n, 12_340_000_000n, 4_000_000n, 4_000_000n], 12_348_000_000n)).toEqual([0n, 1234n, 1n, 0n]);
  });
  it('adds up with negatives', () => {
    expect(roundParts([-5_000_001n, 15_000_001n], 10_000_000n)).toEqual([-1n, 2n]);
  });
  it('refuses parts that do not add up', () => {
    expect(() => roundParts([1n, 2n], 4n)).toThrow(RangeError);
  });
  it('adds up to the rounded total, and moves no part by a cent', () => {
    fc.assert(
      fc.property(fc.array(units, { maxLength: 30 }), (parts) => {
        const cents = roundParts(parts, sum(parts));
        expect(sum(cents)).toBe(toCents(sum(parts)));
        for (const [index, part] of parts.entries()) {
          const moved = (cents[index] ?? 0n) * CENT - part;
          expect(moved > -CENT && moved < CENT).toBe(true);
        }
      }),
    );
  });
});

/** A random tree in pre-order whose totals are the sums of their parts. */
const tree = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), units), { maxLength: 60 }).map((raw) => {
  let last = -1;
  const nodes = raw.map(([depth, own]) => {
    last = Math.min(depth, last + 1);
    return { depth: last, own, total: own };
  });
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const node = nodes[index];
    const parent = nodes.slice(0, index).findLast((other) => node !== undefined && other.depth < node.depth);
    if (node && parent && node.depth > 0) parent.total += node.total;
  }
  return nodes;
});

describe('roundTree', () => {
  it('makes every node the sum of what is shown in it', () => {
    fc.assert(
      fc.property(tree, (nodes) => {
        const cents = roundTree(nodes);
        for (const [index, node] of nodes.entries()) {
          const end = nodes.findIndex((other, at) => at > index && other.depth <= node.depth);
          const below = [...nodes.keys()].slice(index + 1, end === -1 ? undefined : end);
          const children = below.filter((at) => nodes[at]?.depth === node.depth + 1);
          const shown = (cents[index]?.own ?? 0n) + sum(children.map((at) => cents[at]?.total ?? 0n));
          expect(shown).toBe(cents[index]?.total);
          const moved = (cents[index]?.total ?? 0n) * CENT - node.total;
          expect(moved > -CENT && moved < CENT).toBe(true);
        }
      }),
    );
  });
  it('shows together what the strip shows', () => {
    const nodes = [
      { depth: 0, own: 0n, total: 14_000_000n },
      { depth: 1, own: 7_000_000n, total: 7_000_000n },
      { depth: 1, own: 7_000_000n, total: 7_000_000n },
    ];
    expect(roundTree(nodes).map(({ total }) => total)).toEqual([1n, 1n, 0n]);
    expect(roundTree(nodes, 2n).map(({ total }) => total)).toEqual([2n, 1n, 1n]);
  });
  it('spreads what the strip shows over several roots', () => {
    const roots = [
      { depth: 0, own: 6_000_000n, total: 6_000_000n },
      { depth: 0, own: 6_000_000n, total: 6_000_000n },
    ];
    expect(roundTree(roots).map(({ total }) => total)).toEqual([1n, 1n]);
    expect(roundTree(roots, 1n).map(({ total }) => total)).toEqual([1n, 0n]);
    expect(() => roundTree(roots, 3n)).toThrow(RangeError);
  });
  it('refuses a node that is not the sum of its parts', () => {
    expect(() => roundTree([{ depth: 0, own: 1n, total: 2n }])).toThrow(RangeError);
  });
});
