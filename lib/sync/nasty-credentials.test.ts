import { describe, expect, it } from 'vitest';
import type { Knobs } from '@/lib/sandbox/knobs';
import { updateConnection } from '@/lib/store/connections';
import { ACCOUNTS } from './bill-fixture';
import { pictureOf } from './picture-fixture';
import { type SyncFixture, syncFixture } from './sync-fixture';
import { movableWorld } from './world-fixture';

const [PAYER = '', MEMBER = ''] = ACCOUNTS;
const ROLE = `arn:aws:iam::${PAYER}:role/SubledgerReader`;
const ROLE_CONNECTION = { roleArn: ROLE, externalId: 'right-external-id' };

function roleWorld() {
  const world = movableWorld();
  world.roles = { [ROLE]: { externalId: 'right-external-id' } };
  world.identity = { accountId: PAYER, arn: `arn:aws:iam::${PAYER}:user/subledger` };
  return world;
}

/** A connection by a role that has been synced, and what its store then shows. */
async function synced(): Promise<{ fixture: SyncFixture; before: Awaited<ReturnType<typeof pictureOf>> }> {
  const world = roleWorld();
  const fixture = await syncFixture(world, {}, { connection: ROLE_CONNECTION });
  expect(await fixture.sync()).toMatchObject({ status: 'succeeded', error: '' });
  const before = await pictureOf(fixture);
  world.edit((line) => (line.month === '2026-11' ? { ...line, recordType: 'Usage' } : line));
  return { fixture, before };
}

describe('a role', () => {
  it('case 44: whose session ends in the middle of a sync is assumed again, and no page is lost', async () => {
    const plain = await syncFixture(movableWorld(), { pageSize: 18 });
    await plain.sync();
    const fixture = await syncFixture(
      roleWorld(),
      { pageSize: 18, expiredCredentialsAfter: 7 },
      { connection: ROLE_CONNECTION },
    );
    // The user's own key is used for AssumeRole alone, fewer times than that.
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded', error: '' });
    expect(fixture.sandbox.requests.filter(({ operation }) => operation === 'AssumeRole').length).toBeGreaterThan(2);
    const { events: _, ...picture } = await pictureOf(fixture);
    expect(picture).toEqual((({ events: __, ...rest }) => rest)(await pictureOf(plain)));
  });

  it.each([
    ['that is another one', { roleArn: `${ROLE}X` }, `${ROLE}X`],
    ['with another external id', { externalId: 'wrong' }, 'external id'],
  ])('%s is refused by name, and the store stays as it was', async (_, patch, named) => {
    const { fixture, before } = await synced();
    await updateConnection(fixture.db, fixture.connectionId, patch);
    const run = await fixture.sync({ full: true });
    expect(run).toMatchObject({ status: 'failed', requests: 0 });
    expect(run.error).toContain(named);
    expect(await pictureOf(fixture)).toEqual(before);
  });
});

describe('what AWS refuses', () => {
  const troubles: [string, Partial<Knobs>, RegExp][] = [
    ['case 27: Cost Explorer switched off', { costExplorerOff: true }, /not enabled/],
    ['case 27: no permission for costs', { deny: new Set(['ce:GetCostAndUsage']) }, /ce:GetCostAndUsage/],
    ['no data yet', { dataUnavailable: true }, /no data yet/],
    ['credentials that have ended', { expiredCredentialsAfter: 0 }, /expired/],
  ];
  it.each(troubles)('%s leaves the store as it was and says what to do', async (_, knobs, named) => {
    const { fixture, before } = await synced();
    Object.assign(fixture.sandbox.knobs, knobs);
    const run = await fixture.sync({ full: true });
    expect(run.status).toBe('failed');
    expect(run.error).toMatch(named);
    expect(await pictureOf(fixture)).toEqual(before);
  });

  it('case 26: credentials of a member do not put its own cost in the place of everyone’s', async () => {
    const { fixture, before } = await synced();
    fixture.sandbox.knobs.memberOnly = MEMBER;
    const run = await fixture.sync({ full: true });
    expect(run).toMatchObject({ status: 'failed', requests: 0 });
    expect(run.error).toContain(`account ${MEMBER}, not of the payer ${PAYER}`);
    expect(await pictureOf(fixture)).toEqual(before);
    fixture.sandbox.knobs.memberOnly = null;
    expect(await fixture.sync({ full: true })).toMatchObject({ status: 'succeeded' });
  });

  it('case 44: a clock ten minutes off is corrected', async () => {
    const plain = await syncFixture(movableWorld());
    await plain.sync();
    for (const clockSkewMinutes of [10, -10]) {
      const fixture = await syncFixture(movableWorld(), { clockSkewMinutes });
      expect(await fixture.sync()).toMatchObject({ status: 'succeeded', requests: fixture.sandbox.billed() });
      expect(await pictureOf(fixture)).toEqual(await pictureOf(plain));
    }
  });
});
