import { describe, expect, it } from 'vitest';
import type { AccountRow } from './account-row';
import { packRows, unpackRows } from './packed-rows';

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

describe('packed rows', () => {
  it('give back the rows that went in', () => {
    const rows = [
      row('root', { type: 'root', id: null, ownCents: 0n, own: '0' }),
      row('a', { parent: 0, depth: 1, badges: [{ label: 'closed', tone: 'caution' }] }),
      row('1.b', { id: 'b', parent: 0, depth: 1, email: 'b@example.com', change: -0.2, share: null }),
      row('c', { parent: 0, depth: 1, own: '-0.994', total: '-0.994', ownCents: -99n, totalCents: -100n, state: '' }),
    ];
    expect(unpackRows(packRows(rows))).toEqual(rows);
    expect(unpackRows(packRows([]))).toEqual([]);
  });
  it('say nothing twice: an account takes its name, id and amounts', () => {
    const many = Array.from({ length: 1_000 }, (_, at) => row(String(100_000_000_000 + at), { state: 'ACTIVE' }));
    expect(JSON.stringify(packRows(many)).length).toBeLessThan(1_000 * 60);
  });
  it('are refused when a column is short', () => {
    const packed = packRows([row('a'), row('b')]);
    expect(() => unpackRows({ ...packed, name: 'a' })).toThrow(RangeError);
    expect(() => unpackRows({ ...packed, type: 'planet\n' })).toThrow(RangeError);
  });
});
