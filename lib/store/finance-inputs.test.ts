import { beforeAll, describe, expect, it } from 'vitest';
import { parseEntity } from '@/lib/finance/entity';
import { BUDGET, DRIVER, type Draft, OUTSIDE_COST, REVENUE, type Revenue } from '@/lib/finance/input-kind';
import { createConnection, removeConnection } from './connections';
import type { Database } from './database';
import { listBudgets, listDrivers, listOutsideCosts, listRevenue, saveInputs } from './finance-inputs';
import { account, NOON, organization, unit } from './fixture';
import { saveAccountNames, saveOrganization } from './organization';
import { mintScope } from './scope';
import { eachDatabase } from './testing';

const entity = (text: string) => parseEntity(text) ?? { kind: 'project' as const, id: '' };

const revenue = (
  month: string,
  of: string,
  amount: bigint | null,
  more: Partial<Draft<Revenue>> = {},
): Draft<Revenue> => ({
  ...{ month, entity: entity(of), amount, currency: null, source: '' },
  ...more,
});

/** A payer in USD with an organization, and a bill in EUR. */
async function twoConnections(db: Database) {
  const usd = await createConnection(db, { name: 'payer', kind: 'aws', currency: 'USD' });
  const tree = organization([unit('ou-ab12-11111111', 'r-1', 'Shop')], [account('111111111111', 'ou-ab12-11111111')]);
  await saveOrganization(db, usd.id, { ...tree, root: { id: 'r-ab12', name: 'Root' } }, NOON);
  const eur = await createConnection(db, { name: 'bill', kind: 'focus', currency: 'EUR' });
  await saveAccountNames(db, eur.id, new Map([['000000000002', 'two']]), NOON);
  return { usd, eur };
}

eachDatabase('finance inputs', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
    await createConnection(db, { name: 'payer', kind: 'aws', currency: 'USD' });
  });

  describe('saving', () => {
    const lines = [
      revenue('2026-10', 'project:checkout', 9_223_372_036_854_775_807n),
      revenue('2026-10', 'project:checkout', -1n, { source: 'Services', currency: 'EUR' }),
      revenue('2026-09', 'account:000011112222', 5n),
    ];
    const all = () => listRevenue(mintScope(db, 'all'), null);

    it('writes nothing in a dry run and answers the same', async () => {
      const dry = await saveInputs(db, REVENUE, lines, { dryRun: true });
      expect(await all()).toEqual([]);
      expect(await saveInputs(db, REVENUE, lines)).toEqual(dry);
      expect(dry).toMatchObject({ kind: 'saved', change: { added: [{}, {}, {}], unchanged: [] } });
    });

    it('keeps amounts to the unit, the currency of the connection, and the order of keys', async () => {
      expect(await all()).toEqual([{ ...lines[2], currency: 'USD' }, { ...lines[0], currency: 'USD' }, lines[1]]);
    });

    it('changes nothing the second time, and replaces the figure of an entry', async () => {
      const again = await saveInputs(db, REVENUE, lines);
      expect(again).toMatchObject({ change: { added: [], changed: [], removed: [], unchanged: [{}, {}, {}] } });
      const changed = await saveInputs(db, REVENUE, [
        revenue('2026-09', 'account:000011112222', 6n, { currency: 'EUR' }),
      ]);
      expect(changed).toMatchObject({
        change: { changed: [{ before: { amount: 5n, currency: 'USD' }, after: { amount: 6n, currency: 'EUR' } }] },
      });
      expect((await all())[0]).toMatchObject({ amount: 6n, currency: 'EUR' });
      expect(await all()).toHaveLength(3);
    });

    it('removes an entry that a line without figure names, and no other', async () => {
      const removed = await saveInputs(db, REVENUE, [
        revenue('2026-10', 'project:checkout', null),
        revenue('2026-10', 'project:unheard-of', null),
      ]);
      expect(removed).toMatchObject({ change: { removed: [{ source: '', amount: 9_223_372_036_854_775_807n }] } });
      expect((await all()).map(({ source }) => source)).toEqual(['', 'Services']);
    });

    it('refuses two lines about one entry before it writes', async () => {
      const twice = [revenue('2026-01', 'project:a', 1n), revenue('2026-01', 'project:a', 1n)];
      await expect(saveInputs(db, REVENUE, twice)).rejects.toThrow(RangeError);
    });

    it('saves ten thousand lines, and none is no change', async () => {
      const many = Array.from({ length: 10_000 }, (_, at) => revenue('2020-01', `project:p${at}`, BigInt(at)));
      expect(await saveInputs(db, REVENUE, many)).toMatchObject({ change: { added: { length: 10_000 } } });
      const removal = many.map((line) => ({ ...line, amount: null }));
      expect(await saveInputs(db, REVENUE, removal)).toMatchObject({ change: { removed: { length: 10_000 } } });
      expect(await listRevenue(mintScope(db, 'all'), { from: '2020-01', to: '2020-02' })).toEqual([]);
      expect(await saveInputs(db, REVENUE, [])).toMatchObject({ change: { added: [] }, warnings: [] });
    });
  });

  it('keeps names that differ in case, script or signs apart', async () => {
    const names = ['App', 'app', 'äpp', "a'b", 'a"b', 'a,b', '日本', '\\', '$1', 'null'];
    const lines = names.map((name) => revenue('2026-05', `project:${name}`, 1n, { source: name }));
    await saveInputs(db, REVENUE, lines);
    const found = await listRevenue(mintScope(db, 'all'), { from: '2026-05', to: '2026-06' });
    expect(found.map(({ source, entity: { id } }) => [source, id]).sort()).toEqual(names.map((n) => [n, n]).sort());
    expect(await saveInputs(db, REVENUE, lines)).toMatchObject({ change: { unchanged: { length: names.length } } });
  });

  it('keeps the other kinds by their own keys', async () => {
    const scope = mintScope(db, 'all');
    const of = { month: '2026-10', entity: entity('ou:ou-ab12-11111111') };
    await saveInputs(db, BUDGET, [{ ...of, amount: 7n, currency: null }]);
    expect(await listBudgets(scope, null)).toEqual([{ ...of, amount: 7n, currency: 'USD' }]);
    const quantity = 61_500_000_000_250_000_000n;
    await saveInputs(db, DRIVER, [
      { ...of, driver: 'queries', quantity },
      { ...of, driver: 'orders', quantity: 0n },
    ]);
    expect(await listDrivers(scope, null)).toEqual([
      { ...of, driver: 'orders', quantity: 0n },
      { ...of, driver: 'queries', quantity },
    ]);
    const removed = await saveInputs(db, DRIVER, [{ ...of, driver: 'orders', quantity: null }]);
    expect(removed).toMatchObject({ change: { removed: [{ driver: 'orders' }] } });
    expect(await listDrivers(scope, null)).toHaveLength(1);
  });

  it('finds outside costs by any month that they have, and tells one beside another', async () => {
    const cost = (from: string, to: string, amount = 12n) => ({
      ...{ from, to, entity: entity('project:platform'), amount, vendor: 'Lantern', currency: null },
    });
    const found = (from: string, to: string) => listOutsideCosts(mintScope(db, 'all'), { from, to });
    await saveInputs(db, OUTSIDE_COST, [cost('2026-01', '2027-01')]);
    expect(await found('2026-12', '2027-01')).toHaveLength(1);
    expect(await found('2027-01', '2027-02')).toEqual([]);
    expect(await found('2025-12', '2026-01')).toEqual([]);
    expect(await saveInputs(db, OUTSIDE_COST, [cost('2026-01', '2027-01')])).toMatchObject({ warnings: [] });
    const beside = await saveInputs(db, OUTSIDE_COST, [cost('2026-01', '2027-01'), cost('2026-12', '2027-12')]);
    expect(beside).toMatchObject({ change: { added: [{}], unchanged: [{}] }, warnings: [] });
    const late = await saveInputs(db, OUTSIDE_COST, [cost('2026-06', '2026-07')]);
    expect(late).toMatchObject({
      warnings: [{ at: 0, field: 'from', message: expect.stringContaining('from 2026-01 to 2027-01 that is stored') }],
    });
  });

  describe('with connections in two currencies', () => {
    let two: Database;
    beforeAll(async () => {
      two = await open();
      await twoConnections(two);
    });

    it('takes the currency of the connection that knows the entity, and asks for it otherwise', async () => {
      const lines = [
        revenue('2026-10', 'account:111111111111', 1n),
        revenue('2026-10', 'account:000000000002', 1n),
        revenue('2026-10', 'ou:ou-ab12-11111111', 1n),
        revenue('2026-10', 'ou:r-ab12', 1n),
      ];
      const saved = await saveInputs(two, REVENUE, lines, { dryRun: true });
      expect(saved).toMatchObject({
        change: { added: [{ currency: 'USD' }, { currency: 'EUR' }, { currency: 'USD' }, { currency: 'USD' }] },
        warnings: [],
      });
      const refused = await saveInputs(two, REVENUE, [...lines, revenue('2026-10', 'project:checkout', 1n)]);
      expect(refused).toEqual({
        kind: 'refused',
        faults: [{ at: 4, field: 'currency', message: 'is missing: connections are billed in EUR and USD' }],
      });
      expect(await listRevenue(mintScope(two, 'all'), null)).toEqual([]);
    });

    it('warns of accounts and units that no connection knows, not of projects', async () => {
      const usd = { currency: 'USD' };
      const saved = await saveInputs(
        two,
        BUDGET,
        ['project:new', 'account:999999999999', 'ou:ou-zz99-99999999'].map((of) => ({
          ...{ month: '2026-10', entity: entity(of), amount: 1n, ...usd },
        })),
        { dryRun: true },
      );
      expect(saved).toMatchObject({
        warnings: [
          { at: 1, field: 'entity', message: 'names account:999999999999, which no connection knows (yet)' },
          { at: 2, field: 'entity' },
        ],
      });
    });
  });

  it('asks for the currency while no connection has one', async () => {
    const empty = await open();
    const refused = await saveInputs(empty, REVENUE, [revenue('2026-10', 'project:a', 1n)]);
    expect(refused).toMatchObject({ faults: [{ field: 'currency', message: 'is missing: no connection says which' }] });
    const named = [revenue('2026-10', 'project:a', 1n, { currency: 'JPY' })];
    expect(await saveInputs(empty, REVENUE, named)).toMatchObject({ kind: 'saved' });
    // A line that takes an entry away needs none.
    expect(await saveInputs(empty, REVENUE, [revenue('2026-10', 'project:a', null)])).toMatchObject({
      change: { removed: [{ currency: 'JPY' }] },
    });
  });

  it('shows a scope its own entities only, and outlives a connection', async () => {
    const scoped = await open();
    const { usd } = await twoConnections(scoped);
    const texts = ['project:a', 'project:b', 'account:111111111111', 'account:000000000002', 'ou:ou-ab12-11111111'];
    await saveInputs(
      scoped,
      REVENUE,
      texts.map((of) => revenue('2026-10', of, 1n, { currency: 'USD' })),
    );
    const seen = async (accounts: string[], units: string[] = [], projects: string[] = []) => {
      const scope = mintScope(scoped, new Set(accounts), { units: new Set(units), projects: new Set(projects) });
      return (await listRevenue(scope, null)).map(({ entity: { id } }) => id);
    };
    expect(await seen([])).toEqual([]);
    expect(await seen(['111111111111'])).toEqual(['111111111111']);
    expect(await seen(['111111111111'], ['ou-ab12-11111111'])).toEqual(['111111111111', 'ou-ab12-11111111']);
    expect(await seen([], [], ['b'])).toEqual(['b']);
    await removeConnection(scoped, usd.id);
    expect(await listRevenue(mintScope(scoped, 'all'), null)).toHaveLength(texts.length);
  });
});
