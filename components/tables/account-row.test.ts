import { describe, expect, it } from 'vitest';
import { type AccountRow, toColumns, toRows } from './account-row';

const row = (key: string, changes: Partial<AccountRow> = {}): AccountRow => ({
  key,
  parent: -1,
  depth: 0,
  type: 'account',
  name: key,
  id: key,
  email: null,
  state: null,
  joined: null,
  own: '1.005',
  total: '1.005',
  ownCents: 100n,
  totalCents: 100n,
  change: null,
  share: 0.5,
  badges: [],
  ...changes,
});

describe('columns', () => {
  it('give back the rows that went in', () => {
    const rows = [
      row('root', { type: 'root', id: null, ownCents: 0n, own: '0' }),
      row('a', { parent: 0, depth: 1, badges: [{ label: 'closed', tone: 'caution' }] }),
      row('b', { parent: 0, depth: 1, email: 'b@example.com', change: -0.2, share: null }),
    ];
    expect(toRows(toColumns(rows))).toEqual(rows);
    expect(toRows(toColumns([]))).toEqual([]);
  });
  it('are refused when one is short', () => {
    expect(() => toRows({ ...toColumns([row('a')]), name: [] })).toThrow(RangeError);
  });
});
