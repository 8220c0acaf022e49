import { describe, expect, it } from 'vitest';
import { LINE_SCALE } from '@/lib/finance/bill';
import { isDetailCube } from '@/lib/finance/detail-cube';
import type { FaceName } from '@/lib/finance/face';
import { divideHalfEven } from '@/lib/finance/money';
import { getConnection } from '@/lib/store/connections';
import { listFaceUnits } from '@/lib/store/face-reads';
import { listRequests } from '@/lib/store/ledger';
import { listPublished } from '@/lib/store/loads';
import { CHAINS, chainValue, saveChains, sharedBill } from './chain-fixture';
import { makePlan } from './plan';
import { type SyncFixture, syncFixture } from './sync-fixture';
import { cellsOf, type MovableWorld, movableWorld } from './world-fixture';

const MONTHS = ['2026-09', '2026-10', '2026-11'];
const settings = { tagKeys: [], dailyByAccount: null, monthlyRequestCap: null, residualWarning: null };

async function shared(tagKeys: string[] = [], pageSize = 5_000) {
  const world = movableWorld(sharedBill(MONTHS));
  const connection = { historyMonths: MONTHS.length + 1, settings: { ...settings, tagKeys } };
  const fixture = await syncFixture(world, { pageSize }, { connection });
  return { world, fixture };
}
const cubesOf = async ({ db, connectionId }: SyncFixture) =>
  new Set((await listPublished(db, connectionId)).map(({ cube }) => cube));
const planOf = async (fixture: SyncFixture, full = false) =>
  makePlan(fixture.db, fixture.scope, await getConnection(fixture.scope, fixture.connectionId), {
    now: fixture.sandbox.world.now(),
    full,
    cap: 1_000,
  });

/** A face of one month, summed by its keys, and the same by adding up the lines. Keys of ours are left out of neither. */
async function facesOf(fixture: SyncFixture, world: MovableWorld, name: FaceName, month = '2026-10') {
  const query = {
    connectionId: fixture.connectionId,
    months: { from: month, to: `${month.slice(0, 5)}${Number(month.slice(5)) + 1}` },
  };
  const found = new Map<string, bigint>();
  const add = (to: Map<string, bigint>, key: string, units: bigint) => to.set(key, (to.get(key) ?? 0n) + units);
  for (const cell of await listFaceUnits(fixture.scope, { ...query, face: name }, 'unblended')) {
    const keys = [cell.home, cell.environment, cell.service].filter((key) => key !== null);
    if (!keys.includes('rounding') && !keys.includes('(rounding)'))
      add(found, [cell.account, ...keys].join(' | '), cell.units);
  }
  const lines = new Map<string, bigint>();
  for (const line of world.bill.lines) {
    if (line.month !== month || line.recordType !== 'Usage') continue;
    const project = chainValue(line, CHAINS.project);
    const keys: Record<string, string> = {
      home: project === '' ? 'untagged' : `project:${project}`,
      environment: chainValue(line, CHAINS.environment) || '(untagged)',
      service: line.service,
    };
    add(lines, [line.account, ...name.split('.').map((each) => keys[each])].join(' | '), line.amounts.unblended);
  }
  const rounded = new Map(
    [...lines].map(([key, exact]) => [key, divideHalfEven(exact, 10n ** BigInt(LINE_SCALE - 9))]),
  );
  return { found, lines: rounded };
}

describe('tag chains', { timeout: 120_000 }, () => {
  it('are read by what each key leaves to the next, once each, and told by service and environment', async () => {
    const { world, fixture } = await shared(['app']);
    await saveChains(fixture);
    const before = await planOf(fixture);
    expect(before.queries.find(({ cube }) => cube === 'detail')?.expectedRequests).toBe(60);
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    const cubes = [...(await cubesOf(fixture))].filter((cube) => !cube.startsWith('daily') && !isDetailCube(cube));
    expect(cubes.sort()).toEqual(
      ['category:Unit', 'chain:["app","App"]', 'recordType', 'service', 'tag:app', 'tag:env'].sort(),
    );
    const later = await cellsOf(fixture, 'chain:["app","App"]', { from: '2026-10', to: '2026-11' });
    expect(later.map(({ key1, key2 }) => [key1, key2])).toEqual([
      ['222222222222', ''],
      ['222222222222', 'Checkout'],
      ['444444444444', 'Legacy'],
    ]);
    for (const name of ['home', 'environment', 'service', 'home.service', 'home.environment'] as const) {
      const { found, lines } = await facesOf(fixture, world, name);
      expect([name, found]).toEqual([name, lines]);
    }
    const everything = await facesOf(fixture, world, 'home.environment.service');
    expect([...everything.found.keys()].filter((key) => key.includes('(not fetched)')).length).toBeGreaterThan(0);
    for (const [key, units] of everything.found) {
      if (!key.includes('(not fetched)')) expect([key, units]).toEqual([key, everything.lines.get(key)]);
    }
    const wire = fixture.sandbox.requests.filter(({ service }) => service === 'ce');
    expect(await listRequests(fixture.scope, fixture.connectionId, { limit: 1_000 })).toHaveLength(wire.length);
  });

  it('cost one request a second time the same day, and what the plan says a week later', async () => {
    const { world, fixture } = await shared();
    await saveChains(fixture);
    await fixture.sync();
    fixture.asked();
    expect((await planOf(fixture)).requests).toBe(1);
    await fixture.sync();
    expect(fixture.asked()).toBe(1);
    world.set('2026-11-25T12:30:00Z');
    const day = await planOf(fixture);
    expect(day.queries.some(({ cube }) => isDetailCube(cube) || cube.startsWith('category:'))).toBe(false);
    await fixture.sync();
    world.set('2026-12-02T12:30:00Z');
    const week = await planOf(fixture);
    expect(week.queries.filter(({ cube }) => isDetailCube(cube)).length).toBeGreaterThan(0);
    const run = await fixture.sync();
    expect(run.status).toBe('succeeded');
    expect(run.requests).toBe(week.requests);
  });

  it('are read again with their detail after a backfill, and with new rules only for what was never asked', async () => {
    const { world, fixture } = await shared();
    await saveChains(fixture, { dimensions: { project: ['app'], environment: [] } });
    await fixture.sync();
    fixture.asked();
    await saveChains(fixture);
    const plan = await planOf(fixture);
    expect(plan.queries.map(({ cube }) => cube)).toEqual(
      expect.arrayContaining(['chain:["app","App"]', 'tag:env', 'detail']),
    );
    expect(plan.queries.some(({ cube }) => cube === 'recordType' || cube === 'service')).toBe(false);
    await fixture.sync();
    expect((await facesOf(fixture, world, 'home.environment')).found).toEqual(
      (await facesOf(fixture, world, 'home.environment')).lines,
    );
    world.edit((line) => (line.tags.App === 'Legacy' ? { ...line, tags: { ...line.tags, App: 'Renamed' } } : line));
    world.set('2026-11-25T13:00:00Z');
    world.backfills = [
      {
        backfillFrom: '2026-08-01T00:00:00Z',
        requestedAt: '2026-11-25T12:30:00Z',
        completedAt: '2026-11-25T12:45:00Z',
        status: 'SUCCEEDED',
        lastUpdatedAt: '2026-11-25T12:45:00Z',
      },
    ];
    await fixture.sync();
    for (const name of ['home.environment', 'home.service'] as const) {
      const { found, lines } = await facesOf(fixture, world, name, '2026-09');
      expect([name, found]).toEqual([name, lines]);
    }
  });

  it('say not fetched of what a limit, or the cap, left out; the next sync goes on there', async () => {
    const { world, fixture } = await shared();
    await saveChains(fixture, { detailRequests: 1 });
    const limited = await fixture.sync();
    expect(limited.notices.map(({ code }) => code)).toContain('detail-limit');
    expect([...(await cubesOf(fixture))].filter(isDetailCube)).toHaveLength(1);
    const { found, lines } = await facesOf(fixture, world, 'home.service');
    expect([...found.keys()].some((key) => key.endsWith('(not fetched)'))).toBe(true);
    for (const [key, units] of found) {
      if (!key.includes('(not fetched)')) expect([key, units]).toEqual([key, lines.get(key)]);
    }

    const { fixture: other } = await shared();
    await saveChains(other);
    const books = 3 + 4 + 2 + 3;
    const cut = await other.sync({ cap: books });
    expect(cut).toMatchObject({ status: 'partial' });
    expect([...(await cubesOf(other))].filter(isDetailCube)).toHaveLength(0);
    const rest = await other.sync();
    expect(rest).toMatchObject({ id: cut.id, status: 'succeeded' });
    expect((await facesOf(other, world, 'home.service')).found).toEqual(lines);
  });

  it('whose key AWS refuses leave the books, and say that they were not read', async () => {
    const { world, fixture } = await shared();
    world.tagKeys = world.tagKeys.map((each) => (each.key === 'App' ? { ...each, status: 'Inactive' as const } : each));
    fixture.sandbox.knobs.refuseInactiveTags = true;
    await saveChains(fixture);
    const run = await fixture.sync();
    expect(run.status).toBe('succeeded');
    expect(run.notices.map(({ code }) => code)).toContain('tag-refused');
    const { found } = await facesOf(fixture, world, 'home');
    expect([...found.keys()].filter((key) => key.startsWith('444')).sort()).toEqual([
      '444444444444 | notFetched',
      '444444444444 | project:checkout',
    ]);
  });
});

describe('cost categories', { timeout: 120_000 }, () => {
  it('are read weekly, and again when their definition changed', async () => {
    const { world, fixture } = await shared();
    await fixture.sync();
    const cells = await cellsOf(fixture, 'category:Unit', { from: '2026-10', to: '2026-11' });
    expect(cells.map(({ key1, key2 }) => [key1, key2])).toEqual([
      ['222222222222', 'shop'],
      ['333333333333', 'search'],
      ['444444444444', 'shop'],
    ]);
    world.categories = world.categories.map((each) => ({ ...each, effectiveStart: '2026-10-01T00:00:00Z' }));
    world.edit((line) => ({ ...line, categories: { Unit: 'all' } }));
    world.set('2026-12-02T12:30:00Z');
    await fixture.sync();
    const again = await cellsOf(fixture, 'category:Unit', { from: '2026-10', to: '2026-11' });
    expect(new Set(again.map(({ key2 }) => key2))).toEqual(new Set(['all']));
  });
});
