import { describe, expect, it } from 'vitest';
import type { AccountRow } from './account-row';
import { nextSort, sortRows, type TreeSort } from './tree-sort';

const row = (name: string, parent: number, cents: bigint, rest: Partial<AccountRow> = {}): AccountRow => ({
  ...{ key: name, parent, depth: 0, type: 'account', name, id: name, email: null, state: null, joined: null },
  ...{ own: '0', total: '0', ownCents: cents, totalCents: cents, change: null, share: null, badges: [] },
  ...rest,
});
const rows = [
  row('root', -1, 60n, { type: 'root' }),
  row('a', 0, 10n, { type: 'ou' }),
  row('a1', 1, 4n, { change: -0.5 }),
  row('a2', 1, 6n),
  row('b', 0, 50n, { change: 0.1 }),
  row('gone', 0, 99n, { type: 'former' }),
];
const names = (sort: TreeSort | null) => {
  const sorted = sortRows(rows, sort);
  for (const [at, { parent }] of sorted.rows.entries()) expect(parent).toBeLessThan(at);
  for (const [at, index] of sorted.order.entries()) expect(sorted.rows[at]?.key).toBe(rows[index]?.key);
  for (const { parent, key } of sorted.rows) {
    const before = rows.find((each) => each.key === key)?.parent ?? -1;
    expect(sorted.rows[parent]?.key).toBe(rows[before]?.key);
  }
  return sorted.rows.map(({ name }) => name);
};

describe('sorting', () => {
  it('goes among siblings, children with their parent, former accounts last', () => {
    expect(names({ column: 'total', descending: true })).toEqual(['root', 'b', 'a', 'a2', 'a1', 'gone']);
    expect(names({ column: 'total', descending: false })).toEqual(['root', 'a', 'a1', 'a2', 'b', 'gone']);
    expect(names({ column: 'name', descending: true })).toEqual(['root', 'b', 'a', 'a2', 'a1', 'gone']);
  });
  it('puts what has no value last either way', () => {
    expect(names({ column: 'change', descending: true })).toEqual(['root', 'b', 'a', 'a1', 'a2', 'gone']);
    expect(names({ column: 'change', descending: false })).toEqual(['root', 'b', 'a', 'a1', 'a2', 'gone']);
  });
  it('is the order given when none is asked for', () => {
    expect(sortRows(rows, null).rows).toBe(rows);
  });
  it('turns from the natural direction to the other one, and back to names', () => {
    const down = { column: 'total', descending: true } as const;
    const up = { column: 'total', descending: false } as const;
    expect(nextSort(null, 'total')).toEqual(down);
    expect(nextSort(down, 'total')).toEqual(up);
    expect(nextSort(up, 'total')).toBeNull();
    expect(nextSort(down, 'email')).toEqual({ column: 'email', descending: false });
    expect(nextSort({ column: 'email', descending: false }, 'email')).toEqual({ column: 'email', descending: true });
    expect(nextSort({ column: 'email', descending: true }, 'email')).toBeNull();
    expect(nextSort(null, 'name')).toEqual({ column: 'name', descending: true });
    expect(nextSort({ column: 'name', descending: true }, 'name')).toBeNull();
  });
  it('takes a frame for ten thousand rows', () => {
    const many = Array.from({ length: 10_000 }, (_, n) =>
      row(`n${n}`, n === 0 ? -1 : n % 50, BigInt((n * 7919) % 10_007)),
    );
    const ordered = sortRows(
      [...many.slice(0, 1), ...many.slice(1).map((each) => ({ ...each, parent: 0 }))],
      null,
    ).rows;
    // The best of some: a machine that is busy with other tests says nothing of us.
    const times = Array.from({ length: 7 }, () => {
      const before = performance.now();
      sortRows(ordered, { column: 'total', descending: true });
      return performance.now() - before;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
