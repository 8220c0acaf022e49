import { beforeAll, expect, it } from 'vitest';
import { type Amounts, amountsOf } from '@/lib/finance/basis';
import type { DerivedMonth } from '@/lib/finance/derive-month';
import type { Home } from '@/lib/finance/home';
import type { Slice } from '@/lib/finance/slice';
import type { Share } from '@/lib/finance/split';
import { createConnection } from './connections';
import type { Database } from './database';
import { removeDerivations, showDerivations, writeDerivation } from './derivations';
import { listDerivations } from './derived-reads';
import { sumShares, sumSlices } from './derived-sums';
import { type AccountScope, mintScope } from './scope';
import { sumApart } from './sums-apart';
import { eachDatabase } from './testing';

const SHOP: Home = { kind: 'project', id: 'shop' };
const MONTH = '2026-10';
const months = { from: MONTH, to: '2026-11' };
const allOf = (units: bigint): Amounts => amountsOf(() => units);
const slice = (account: string, units: bigint): Slice => ({
  ...{ account, home: SHOP, chargeClass: 'usage', amounts: allOf(units), dedicated: true, rule: 0 },
});
const share = (account: string, units: bigint) => ({
  ...{ account, home: 'project:shop', chargeClass: 'usage' as const, pool: 'support', amounts: allOf(units) },
});
const month = (slices: readonly Slice[], shares: readonly Share[]): DerivedMonth => ({
  ...{ slices, single: [], faces: new Map(), breaches: [], checks: [] },
  ...{ split: { shares, unallocated: [], notices: [] }, environments: new Map([['one', 'prod']]) },
});

eachDatabase('sums of a derivation', (open) => {
  let db: Database;
  let connectionId: string;
  beforeAll(async () => {
    db = await open();
    connectionId = (await createConnection(db, { name: 'payer', kind: 'demo' })).id;
  });
  const write = async (slices: readonly Slice[], shares: readonly Share[] = []) => {
    const of = { connectionId, month: MONTH, ruleSetId: 0, inputs: '', factsOf: '2026-10-31', serviceLoad: null };
    const id = await writeDerivation(db, { ...of, runId: null, createdAt: '2026-11-01' }, month(slices, shares));
    await showDerivations(db, [id], 0);
    return id;
  };
  const sums = async (groups: readonly { account: string; group: string }[] = []) =>
    (
      await sumApart(
        mintScope(db, 'all'),
        { connectionId, months },
        'amortized',
        'slices',
        ['home', 'environment'],
        groups.map((each) => ({ month: MONTH, ...each })),
      )
    ).map(({ group, home, environment, units }) => [group, home, environment, units]);

  it('are of all accounts but those that are told apart', async () => {
    await write([slice('one', 5n), slice('two', 7n), slice('three', -7n), slice('four', 11n)]);
    expect(await sums()).toEqual([
      ['', 'project:shop', '', 11n],
      ['', 'project:shop', 'prod', 5n],
    ]);
    const told = [
      { account: 'one', group: 'one' },
      { account: 'four', group: 'unit' },
    ];
    // What is left of the others is nothing, and they are still there; of `prod` nobody is left.
    expect(await sums(told)).toEqual([
      ['', 'project:shop', '', 0n],
      ['one', 'project:shop', 'prod', 5n],
      ['unit', 'project:shop', '', 11n],
    ]);
    expect((await listDerivations(mintScope(db, 'all'), { connectionId, months }))[0]?.summed).toBe(true);
  });

  it('beyond 64 bits are not kept, and the derivation is', async () => {
    const half = 2n ** 62n;
    const id = await write([slice('one', half), slice('two', half), slice('three', half)]);
    expect((await listDerivations(mintScope(db, 'all'), { connectionId, months }))[0]?.summed).toBe(false);
    expect(await sums()).toEqual([]);
    expect(await db.prisma.slice.count({ where: { derivationId: id } })).toBe(3);
    const rows = await sumSlices(mintScope(db, 'all'), { connectionId, months }, 'amortized', ['home']);
    expect(rows).toEqual([{ home: 'project:shop', units: 3n * half }]);
  });

  it('tell whoever sees all the same as the rows that they sum, and a reader of one account nothing', async () => {
    const shares: Share[] = [
      { ...share('one', 5n), side: 'in' },
      { ...share('two', 2n), side: 'in' },
      { ...share('one', -7n), side: 'out', chargeClass: 'support' },
    ];
    const id = await write([slice('one', 5n), { ...slice('two', 9n), chargeClass: 'tax' }], shares);
    const ask = async (scope: AccountScope) => [
      await sumSlices(scope, { connectionId, months }, 'netUnblended', ['month', 'home', 'chargeClass']),
      await sumShares(scope, { connectionId, months }, 'blended', ['pool', 'side', 'chargeClass', 'home']),
    ];
    const kept = await ask(mintScope(db, 'all'));
    await db.prisma.derivedSum.deleteMany({ where: { derivationId: id } });
    await db.prisma.derivation.update({ where: { id }, data: { summed: false } });
    expect(await ask(mintScope(db, 'all'))).toEqual(kept);
    expect(kept[0]).toEqual([
      { month: MONTH, home: 'project:shop', chargeClass: 'tax', units: 9n },
      { month: MONTH, home: 'project:shop', chargeClass: 'usage', units: 5n },
    ]);
    expect(kept[1]?.map(({ units }) => units).sort()).toEqual([-7n, 7n]);
    expect((await ask(mintScope(db, new Set(['one'])))).flat().map(({ units }) => units)).toEqual([5n, 5n, -7n]);
  });

  it('go with their derivation', async () => {
    const id = await write([slice('one', 1n)]);
    expect(await db.prisma.derivedSum.count({ where: { derivationId: id } })).toBe(1);
    await removeDerivations(db, [id]);
    expect(await db.prisma.derivedSum.count({ where: { derivationId: id } })).toBe(0);
  });
});
