import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { buildTree, joinTrees } from '@/lib/finance/tree';
import { treeCsv } from './tree-csv';

const root = buildTree({
  fallback: { id: 'bill', name: 'bill' },
  organization: {
    ...{ connectionId: 'c', asOf: '2026-10-31', managementAccountId: null, units: [], accounts: [] },
    root: null,
    former: [{ id: '000000000001', name: '=cmd|/C calc', lastSeen: null }],
  },
  costs: new Map([['000000000001', -1_500_000_000n]]),
  units: 'all',
});
const frame = { months: { from: '2026-10', to: '2026-11' }, currency: 'USD', basis: 'amortized' } as const;
const read = (text: string): Record<string, string>[] => parse(text, { columns: true });

describe('the tree as a file', () => {
  it('has a row for every node, exact amounts, ids as text and no formulas', () => {
    const text = treeCsv({ root, connections: ['bill'], ...frame });
    expect(text).toContain(`"000000000001","'=cmd|/C calc"`);
    expect(read(text)).toEqual([
      expect.objectContaining({ connection: 'bill', path: '/bill', depth: '0', type: 'root', total: '-1.5', own: '0' }),
      {
        ...{ connection: 'bill', path: '/bill/=cmd|∕C calc', depth: '1', type: 'account', id: '000000000001' },
        ...{ name: "'=cmd|/C calc", email: '', state: '', own: '-1.5', total: '-1.5' },
        ...{ currency: 'USD', from: '2026-10', to: '2026-11', basis: 'amortized' },
      },
    ]);
  });

  it('names the connection of each root', () => {
    const rows = read(treeCsv({ root: joinTrees('All', [root, root]), connections: ['one', 'two'], ...frame }));
    expect(rows.map(({ connection, depth }) => [connection, depth])).toEqual([
      ['', '0'],
      ...[
        ['one', '1'],
        ['one', '2'],
        ['two', '1'],
        ['two', '2'],
      ],
    ]);
  });
});
