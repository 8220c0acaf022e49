import { beforeAll, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { readSpark } from '@/lib/finance/spark';
import type { Database } from '@/lib/store/database';
import { saveOrganization } from '@/lib/store/organization';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { type Charge, FIXTURE_NOW, smallOrganization, storeBooks } from './books-fixture';
import { reportTreeScreen } from './tree';

const charge = (month: string, account: string, app: string, dollars: number, recordType = 'Usage'): Charge => ({
  ...{ month, day: 3, account, recordType, service: 'AWS Lambda', app, units: BigInt(dollars) * 1_000_000_000n },
});
const [dev, prod, gone] = ['000022223333', '333344445555', '999900001111'];
const charges = [
  charge('2026-08', prod, 'shop', 10),
  charge('2026-08', gone, 'shop', 90),
  charge('2026-10', prod, 'shop', 30),
  charge('2026-10', prod, '', 10),
  charge('2026-10', prod, '', 100, 'Tax'),
  charge('2026-10', dev, '', 20),
];
const query = { connection: null, months: { from: '2026-10', to: '2026-11' }, basis: 'amortized', key: '' } as const;

eachDatabase('the details of a tree', (open) => {
  let db: Database;
  let all: Viewer;
  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    const stored = await storeBooks(db, {
      name: 'payer',
      charges,
      organization: smallOrganization,
      estimated: ['2026-10'],
    });
    const accounts = smallOrganization.accounts.map((each) => ({
      ...each,
      ...(each.id === dev ? { parentId: 'r-ab12', joinedAt: '2026-10-02T09:00:00Z', state: 'SUSPENDED' } : {}),
    }));
    await saveOrganization(db, stored.id, { ...smallOrganization, accounts }, '2026-10-20T05:00:00Z');
  });
  const read = async (viewer = all) => {
    const { tree, details } = await reportTreeScreen(viewer, query, FIXTURE_NOW);
    if (tree.kind !== 'tree' || !details) throw new Error(tree.kind);
    const found = await details;
    const at = (name: string) => tree.nodes.findIndex((node) => node.name === name || node.id === name);
    const spark = (name: string) => readSpark(found.spark.slice(at(name) * 13, at(name) * 13 + 13)).slice(-3);
    return { tree, found, at, spark };
  };

  it('draw thirteen months with gaps, rolled up to where accounts stand, the root as the books', async () => {
    const { tree, found, spark } = await read();
    expect(found.sparkMonths).toHaveLength(13);
    expect(found.sparkMonths.at(-1)).toBe('2026-10');
    expect(found.spark).toHaveLength(tree.nodes.length * 13);
    expect(found.uncertain).toBe(1);
    expect(spark(prod)).toEqual([0, null, 61]);
    expect(spark('Production')).toEqual([0, null, 61]);
    // 100 of August (90 of an account that is gone), 160 of October.
    expect(spark('r-ab12')).toEqual([0, null, 61]);
    expect(spark('444455556666')).toEqual([0, null, 0]);
  });
  it('cover usage only, and say nothing where there is none', async () => {
    const { found, at } = await read();
    expect(found.coverage?.key).toBe('app');
    const permille = (name: string) => found.coverage?.permille[at(name)];
    expect(permille(prod)).toBe(750);
    expect(permille(dev)).toBe(0);
    expect(permille('r-ab12')).toBe(500);
    expect(permille('444455556666')).toBeNull();
  });
  it('name the tags of accounts once each', async () => {
    const { found, at } = await read();
    expect(found.tags.of[at(dev)]?.map((index) => found.tags.texts[index])).toEqual(['owner=shop-dev']);
    expect(found.tags.of[at('r-ab12')]).toEqual([]);
  });
  it('mark the management account, the new, the moved and the suspended', async () => {
    const { tree, at } = await read();
    const words = (name: string) => tree.nodes[at(name)]?.badges.map(({ label }) => label);
    expect(words('111111111111')).toEqual(['management']);
    expect(words(dev)).toEqual(['suspended', 'new', 'moved']);
    expect(words(prod)).toEqual([]);
    expect(tree.nodes[at(dev)]?.joined).toBe('2026-10-02');
  });
  it('are of what a reader may see', async () => {
    const some: Viewer = { ...all, role: 'viewer', scope: mintScope(db, new Set([dev])), units: new Set() };
    const { tree, found } = await read(some);
    expect(tree.nodes.map(({ name }) => name)).toEqual(['Accounts you may see', 'shop-dev']);
    expect(readSpark(found.spark.slice(0, 13)).slice(-3)).toEqual([0, null, 61]);
    expect(found.coverage?.permille).toEqual([0, 0]);
  });
});
