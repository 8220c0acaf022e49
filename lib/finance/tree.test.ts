import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordedOrganization } from './organization';
import { buildTree, joinTrees, type TreeNode, walkTree } from './tree';

const fallback = { id: 'payer', name: 'payer' };
const account = (id: string, name: string, parentId: string | null) => ({
  ...{ id, name, parentId, email: null, arn: null, state: 'ACTIVE', joinedMethod: null, joinedAt: null },
});
const recorded = (given: Partial<RecordedOrganization>): RecordedOrganization => ({
  connectionId: 'c',
  asOf: '2026-10-31',
  managementAccountId: '1',
  root: { id: 'r-1', name: 'Root' },
  units: [],
  accounts: [],
  former: [],
  ...given,
});
const outline = (root: TreeNode): string[] =>
  [...walkTree(root)].map(
    ({ node, depth }) => `${'  '.repeat(depth)}${node.name} ${node.own}/${node.total} (${node.accounts})`,
  );

describe('a tree', () => {
  const organization = recorded({
    units: [
      { id: 'ou-b', parentId: 'r-1', name: 'beta' },
      { id: 'ou-a', parentId: 'ou-b', name: 'Alpha' },
      { id: 'ou-e', parentId: 'r-1', name: 'Empty' },
    ],
    accounts: [
      account('3', 'zoo', 'ou-a'),
      account('2', 'ant', 'ou-a'),
      account('1', 'ant', 'ou-a'),
      account('4', 'root app', 'r-1'),
    ],
    former: [
      { id: '8', name: 'gone', lastSeen: null },
      { id: '9', name: 'gone without cost', lastSeen: null },
    ],
  });

  it('rolls up, sorts by name then id, keeps accounts without cost and puts the former last', () => {
    const costs = new Map([
      ['1', 10n],
      ['3', -4n],
      ['4', 5n],
      ['8', 7n],
      ['77', 1n],
    ]);
    expect(outline(buildTree({ fallback, organization, costs, units: 'all' }))).toEqual([
      'Root 0/19 (6)',
      '  beta 0/6 (3)',
      '    Alpha 0/6 (3)',
      '      ant 10/10 (1)',
      '      ant 0/0 (1)',
      '      zoo -4/-4 (1)',
      '  Empty 0/0 (0)',
      '  root app 5/5 (1)',
      '  Former accounts 0/8 (2)',
      '    77 1/1 (1)',
      '    gone 7/7 (1)',
    ]);
  });

  it('puts accounts and OUs of unknown place under the root and says so', () => {
    const lost = recorded({
      units: [{ id: 'ou-x', parentId: 'ou-nowhere', name: 'lost unit' }],
      accounts: [account('1', 'moved while read', null), account('2', 'in lost', 'ou-x')],
    });
    const root = buildTree({ fallback, organization: lost, costs: new Map([['2', 3n]]), units: 'all' });
    expect(root.children.map(({ name, unplaced }) => [name, unplaced])).toEqual([
      ['lost unit', true],
      ['moved while read', true],
    ]);
    expect(root.total).toBe(3n);
  });

  it('loses nothing in a ring of OUs', () => {
    const ring = recorded({
      units: [
        { id: 'ou-1', parentId: 'ou-2', name: 'one' },
        { id: 'ou-2', parentId: 'ou-1', name: 'two' },
      ],
      accounts: [account('1', 'a', 'ou-1'), account('2', 'b', 'ou-2')],
    });
    const costs = new Map([
      ['1', 1n],
      ['2', 2n],
    ]);
    const root = buildTree({ fallback, organization: ring, costs, units: 'all' });
    expect(root.total).toBe(3n);
    expect([...walkTree(root)].filter(({ node }) => node.type === 'ou')).toHaveLength(2);
  });

  it('hangs the accounts of a bill without organization under a root of its name', () => {
    const bill = recorded({ root: null, former: [{ id: '000000000001', name: 'Sun', lastSeen: null }] });
    const root = buildTree({ fallback, organization: bill, costs: new Map([['000000000001', 2n]]), units: 'all' });
    expect(root).toMatchObject({ type: 'root', id: 'payer', total: 2n, children: [{ type: 'account', name: 'Sun' }] });
    expect(buildTree({ fallback, organization: null, costs: new Map(), units: 'all' })).toMatchObject({ total: 0n });
  });

  it('shows a restricted reader nothing above what the scopes have', () => {
    const seen = { ...organization, accounts: organization.accounts.filter(({ id }) => id !== '4') };
    const costs = new Map([['1', 10n]]);
    const root = buildTree({ fallback, organization: seen, costs, units: new Set(['ou-a']) });
    const text = JSON.stringify(root, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    expect(text).not.toMatch(/r-1|ou-b|beta|Root|root app/);
    expect(root.children.map(({ id }) => id)).toEqual(['ou-a']);
    expect(root.total).toBe(10n);
  });

  it('keeps the root total equal to Σ leaves and Σ costs, whatever the organization', () => {
    const ids = fc.integer({ min: 1, max: 30 }).map(String);
    const unitIds = fc.integer({ min: 1, max: 8 }).map((n) => `ou-${n}`);
    const parents = fc.oneof(unitIds, fc.constant('r-1'), fc.constant('ou-none'));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ id: unitIds, parentId: parents }), { selector: ({ id }) => id }),
        fc.uniqueArray(fc.record({ id: ids, parentId: fc.option(parents) }), { selector: ({ id }) => id }),
        fc.uniqueArray(fc.tuple(ids, fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })), { selector: ([id]) => id }),
        (units, accounts, costs) => {
          const given = recorded({
            units: units.map((unit) => ({ ...unit, name: unit.id })),
            accounts: accounts.map(({ id, parentId }) => account(id, id, parentId)),
          });
          const root = buildTree({ fallback, organization: given, costs: new Map(costs), units: 'all' });
          const nodes = [...walkTree(root)].map(({ node }) => node);
          const leaves = nodes.filter(({ type }) => type === 'account');
          expect(root.total).toBe(costs.reduce((sum, [, units]) => sum + units, 0n));
          expect(leaves.reduce((sum, { own }) => sum + own, 0n)).toBe(root.total);
          expect(new Set(leaves.map(({ id }) => id)).size).toBe(leaves.length);
          expect(root.accounts).toBe(leaves.length);
          expect(nodes.filter(({ type }) => type === 'ou')).toHaveLength(units.length);
          for (const node of nodes) {
            expect(node.total).toBe(node.children.reduce((sum, { total }) => sum + total, node.own));
          }
        },
      ),
    );
  });

  it('joins several under one node', () => {
    const root = buildTree({ fallback, organization, costs: new Map([['1', 10n]]), units: 'all' });
    expect(joinTrees('All', [root, root])).toMatchObject({ type: 'organization', total: 20n, accounts: 8 });
  });
});
