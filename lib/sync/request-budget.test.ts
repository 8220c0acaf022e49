import { describe, expect, it } from 'vitest';
import { scaledWorld } from '@/lib/sandbox/scaled-world';
import { getConnection } from '@/lib/store/connections';
import { listRequests } from '@/lib/store/ledger';
import { facesApart } from './picture-fixture';
import { makePlan } from './plan';
import { type SyncFixture, syncFixture } from './sync-fixture';

const DAY = 86_400_000;
const DISCOVERY = 3;

async function planOf(fixture: SyncFixture) {
  const connection = await getConnection(fixture.scope, fixture.connectionId);
  const options = { now: fixture.sandbox.world.now(), full: false, cap: 1_000 };
  return makePlan(fixture.db, fixture.scope, connection, options);
}

async function expectLedger(fixture: SyncFixture): Promise<void> {
  const wire = fixture.sandbox.requests.filter(({ service }) => service === 'ce');
  expect(await listRequests(fixture.scope, fixture.connectionId, { limit: 100_000 })).toHaveLength(wire.length);
  expect(fixture.sandbox.billed()).toBe(wire.length);
}

describe('requests', () => {
  it('of 100 accounts × 20 services × 5 record types × 3 tag values with three keys stay within their budget', async () => {
    let now = new Date('2026-11-20T06:00:00Z');
    // The bill goes on after the first sync: each day has new cost that AWS shows when the day comes.
    const bill = { now: new Date('2026-11-24T06:00:00Z') };
    const scale = { accounts: 100, units: 20, services: 20, recordTypes: 5, tagValues: 3, tagKeys: 3, ...bill };
    const world = Object.assign(scaledWorld(scale), { now: () => now });
    const fixture = await syncFixture(world, { pageSize: 5_000 });

    // Nothing but the organization is known before the first plan, as after `connect`.
    expect(await fixture.sync({ cap: 0 })).toMatchObject({ status: 'failed', requests: 0 });
    const first = await planOf(fixture);
    const backfill = await fixture.sync();
    expect(backfill).toMatchObject({ status: 'succeeded', requests: fixture.sandbox.billed() });
    expect(backfill.requests - DISCOVERY).toBe(fixture.asked());
    expect(backfill.requests - DISCOVERY).toBeLessThanOrEqual(16);
    // The tag keys are not known to the first plan: two requests for each.
    expect(Math.abs(first.requests - backfill.requests)).toBeLessThanOrEqual(6);
    await expectLedger(fixture);

    expect((await planOf(fixture)).requests).toBe(1);
    const again = await fixture.sync();
    expect([again.requests, fixture.asked()]).toEqual([1, 1]);
    await expectLedger(fixture);

    now = new Date(now.getTime() + DAY);
    const plan = await planOf(fixture);
    const day = await fixture.sync();
    expect(day.status).toBe('succeeded');
    expect(fixture.asked()).toBeLessThanOrEqual(10);
    expect(Math.abs(plan.requests - day.requests)).toBeLessThanOrEqual(1);
    expect(plan.price).toBe(`0.${String(plan.requests).padStart(2, '0')}`.replace(/0$/, ''));
    expect(plan.notices.map(({ code }) => code)).not.toContain('over-cap');
    expect(await facesApart(fixture)).toEqual([]);
    await expectLedger(fixture);
  }, 120_000);
});
