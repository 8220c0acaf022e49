import { describe, expect, it } from 'vitest';
import { tagCube } from '@/lib/finance/cube';
import { scaledWorld } from '@/lib/sandbox/scaled-world';
import { getConnection } from '@/lib/store/connections';
import { listPublished } from '@/lib/store/loads';
import { saveChains } from './chain-fixture';
import { makePlan } from './plan';
import { requestsOfMonth } from './planned-query';
import { type SyncFixture, syncFixture } from './sync-fixture';
import { loadSyncState } from './sync-state';
import { saveTagKeys } from './tag-keys';
import { planTagKeys } from './tag-plan';

const scale = { accounts: 6, units: 2, services: 3, recordTypes: 3, tagValues: 3, tagKeys: 3 };
const connectionOf = ({ scope, connectionId }: SyncFixture) => getConnection(scope, connectionId);
const nowOf = ({ sandbox }: SyncFixture) => sandbox.world.now();
const tagsOf = async (fixture: SyncFixture) =>
  planTagKeys(fixture.db, fixture.scope, await connectionOf(fixture), nowOf(fixture));
const choose = async (fixture: SyncFixture, keys: string[] | null) =>
  saveTagKeys(fixture.db, fixture.scope, await connectionOf(fixture), keys);
const planOf = async (fixture: SyncFixture) =>
  makePlan(fixture.db, fixture.scope, await connectionOf(fixture), { now: nowOf(fixture), full: false, cap: 1_000 });
const cubesOf = async ({ db, connectionId }: SyncFixture) =>
  new Set((await listPublished(db, connectionId)).map(({ cube }) => cube).filter((cube) => cube.startsWith('tag:')));

describe('the price of tag keys', () => {
  it('adds up to what a month of syncing takes, whichever keys are read', async () => {
    const fixture = await syncFixture(scaledWorld(scale), { pageSize: 40 });
    await choose(fixture, null);
    expect((await fixture.sync()).status).toBe('succeeded');
    for (const keys of [null, [], ['app'], ['app', 'env', 'team']]) {
      const connection = await choose(fixture, keys);
      const { keys: priced, others } = await tagsOf(fixture);
      const { wanted, size } = await loadSyncState(fixture.db, fixture.scope, connection, nowOf(fixture));
      const read = priced.filter((each) => each.read);
      expect(read.map(({ key }) => key)).toEqual(keys ?? ['app', 'env', 'team']);
      expect(others + read.reduce((sum, { monthly }) => sum + monthly, 0)).toBe(requestsOfMonth(wanted, size));
    }
  });

  it('is what the sync after the choice then asks, and no key is read that was not chosen', async () => {
    const fixture = await syncFixture(
      scaledWorld(scale),
      { pageSize: 5_000 },
      { connection: { settings: { tagKeys: [] } } },
    );
    expect((await fixture.sync()).status).toBe('succeeded');
    expect(await cubesOf(fixture)).toEqual(new Set());
    fixture.asked();
    const before = await planOf(fixture);
    const env = (await tagsOf(fixture)).keys.find(({ key }) => key === 'env');
    expect(env).toMatchObject({ read: false, status: 'Active', type: 'UserDefined' });
    await choose(fixture, ['env']);
    const after = await planOf(fixture);
    // The first key that is read brings the daily question for backfills with it.
    const discovery = after.queries
      .filter(({ cube }) => cube === 'discovery')
      .reduce((sum, each) => sum + each.expectedRequests, 0);
    expect(after.requests - before.requests - discovery).toBe(env?.first);
    expect((await fixture.sync()).status).toBe('succeeded');
    // Control is asked in every sync.
    expect(fixture.asked()).toBe(1 + (env?.first ?? 0));
    expect(await cubesOf(fixture)).toEqual(new Set([tagCube('env')]));
  });
});

describe('keys of a chain', () => {
  it('are in the price of everything else, and a choice adds only what the chain does not read', async () => {
    const fixture = await syncFixture(scaledWorld(scale), { pageSize: 40 });
    await saveChains(fixture, { dimensions: { project: ['app', 'team'], environment: [] }, detailRequests: 7 });
    const connection = await choose(fixture, null);
    await fixture.sync({ cap: 0 });
    const { keys, others } = await tagsOf(fixture);
    const { wanted, size } = await loadSyncState(fixture.db, fixture.scope, connection, nowOf(fixture));
    expect(wanted.detailRequests).toBe(7);
    const chosen = keys.filter(({ read }) => read);
    expect(others + chosen.reduce((sum, { monthly }) => sum + monthly, 0)).toBe(requestsOfMonth(wanted, size));
    const without = requestsOfMonth({ ...wanted, tagCubes: [], detailRequests: 0 }, size);
    expect(others).toBeGreaterThanOrEqual(without + 4 * 7 + 2 * 30);
    expect(keys.find(({ key }) => key === 'app')).toMatchObject({ read: true, inChain: true, monthly: 0 });
  });
});

describe('choosing tag keys', () => {
  it('takes active keys alone, keeps those chosen before, and stores nothing of a refusal', async () => {
    const world = scaledWorld(scale);
    const dormant = {
      ...world,
      tagKeys: world.tagKeys.map((each) => (each.key === 'team' ? { ...each, status: 'Inactive' as const } : each)),
    };
    const fixture = await syncFixture(dormant, {}, { connection: { settings: { tagKeys: ['old-key'] } } });
    await fixture.sync();
    await expect(choose(fixture, ['app', 'team'])).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('team'),
    });
    await expect(choose(fixture, ['App'])).rejects.toMatchObject({ code: 'invalid-input' });
    expect((await connectionOf(fixture)).settings.tagKeys).toEqual(['old-key']);
    expect((await choose(fixture, ['old-key', 'app', 'app'])).settings.tagKeys).toEqual(['app', 'old-key']);
    const { keys } = await tagsOf(fixture);
    expect(keys.map(({ key, status, read }) => [key, status, read])).toEqual([
      ['app', 'Active', true],
      ['old-key', null, true],
      ['env', 'Active', false],
      ['team', 'Inactive', false],
    ]);
    expect((await choose(fixture, null)).settings.tagKeys).toBeNull();
  });

  it('leaves the other settings of a connection as they are', async () => {
    const fixture = await syncFixture(scaledWorld(scale), {}, { connection: { settings: { monthlyRequestCap: 77 } } });
    await fixture.sync({ cap: 0 });
    expect((await choose(fixture, [])).settings).toMatchObject({ tagKeys: [], monthlyRequestCap: 77 });
  });
});
