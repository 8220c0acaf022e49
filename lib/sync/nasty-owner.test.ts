import { expect, it } from 'vitest';
import { eachDatabase } from '@/lib/store/testing';
import { leaseOf } from './lease-keeper';
import { pictureOf } from './picture-fixture';
import { type SyncFixture, syncFixture } from './sync-fixture';
import { movableWorld } from './world-fixture';

const takeLease = (fixture: SyncFixture) =>
  fixture.db.prisma.lease.updateMany({
    where: { name: leaseOf(fixture.connectionId) },
    data: { expiresAt: '2000-01-01T00:00:00.000Z' },
  });
const isCost = ({ operation }: { operation: string }) => operation === 'GetCostAndUsage';

eachDatabase('case 15: the owner of a sync', (open) => {
  it('that hangs past its lease is taken over, and writes and asks nothing more', async () => {
    const plain = await syncFixture(movableWorld(), { pageSize: 14 }, { open });
    await plain.sync();
    const whole = await pictureOf(plain);

    const fixture = await syncFixture(movableWorld(), { pageSize: 14 }, { open });
    let count = 0;
    let wake = (): void => undefined;
    let hangs = (): void => undefined;
    const hanging = new Promise<void>((resolve) => {
      hangs = resolve;
    });
    fixture.sandbox.knobs.onRequest = async (request) => {
      if (!isCost(request) || ++count !== 4) return;
      hangs();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    };
    const first = fixture.sync();
    await hanging;
    await takeLease(fixture);
    const second = await fixture.sync();
    expect(second).toMatchObject({ status: 'succeeded', error: '' });
    const before = await pictureOf(fixture);
    const asked = fixture.sandbox.requests.length;
    wake();
    await expect(first).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('lease') });
    expect(fixture.sandbox.requests).toHaveLength(asked);
    expect(await pictureOf(fixture)).toEqual(before);
    expect(before).toEqual(whole);
    const run = await fixture.db.prisma.syncRun.findUnique({ where: { id: second.id } });
    expect(run).toMatchObject({ status: 'succeeded', error: '' });
  });

  it('is one of two that begin at once: the other asks nothing', async () => {
    const fixture = await syncFixture(movableWorld(), {}, { open });
    const both = await Promise.allSettled([fixture.sync(), fixture.sync()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find(({ status }) => status === 'rejected');
    expect(refused).toMatchObject({
      reason: { code: 'sync-running', message: expect.stringMatching(/process \d+.*since .*until/) },
    });
    const runs = await fixture.db.prisma.syncRun.count({ where: { connectionId: fixture.connectionId } });
    expect(runs).toBe(1);
    expect(fixture.asked()).toBeLessThanOrEqual(7);
  });
});
