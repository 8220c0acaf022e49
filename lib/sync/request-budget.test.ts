import { describe, expect, it } from 'vitest';
import { scaledWorld } from '@/lib/sandbox/scaled-world';
import { getConnection } from '@/lib/store/connections';
import { makePlan } from './plan';
import { syncFixture } from './sync-fixture';

const DAY = 86_400_000;

describe('requests', () => {
  it('of 100 accounts × 20 services × 5 record types × 3 tag values with three keys stay within their budget', async () => {
    let now = new Date('2026-11-20T06:00:00Z');
    const scale = { accounts: 100, units: 20, services: 20, recordTypes: 5, tagValues: 3, tagKeys: 3, now };
    const world = Object.assign(scaledWorld(scale), { now: () => now });
    const fixture = await syncFixture(world, { pageSize: 5_000 });
    const sinceStart = () => fixture.sandbox.billed();

    const backfill = await fixture.sync();
    expect(backfill).toMatchObject({ status: 'succeeded', requests: sinceStart() });
    expect(fixture.asked()).toBeLessThanOrEqual(16);

    const again = await fixture.sync();
    expect([again.requests, fixture.asked()]).toEqual([1, 1]);

    now = new Date(now.getTime() + DAY);
    const connection = await getConnection(fixture.scope, fixture.connectionId);
    const plan = await makePlan(fixture.db, fixture.scope, connection, { now, full: false, cap: 1_000 });
    const day = await fixture.sync();
    expect(fixture.asked()).toBeLessThanOrEqual(10);
    expect(Math.abs(plan.requests - day.requests)).toBeLessThanOrEqual(1);
    expect(plan.price).toBe(`0.${String(plan.requests).padStart(2, '0')}`.replace(/0$/, ''));
    expect(plan.notices.map(({ code }) => code)).not.toContain('over-cap');
  }, 120_000);
});
