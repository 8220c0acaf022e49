import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { monthOf } from '@/lib/finance/month';
import { billWorld } from '@/lib/sandbox/bill-world';
import { createConnection } from '@/lib/store/connections';
import { listRuns } from '@/lib/store/runs';
import { smallBill } from './bill-fixture';
import { holdLease } from './lease-keeper';
import { startSchedule, syncAll } from './schedule';
import { type SyncFixture, syncFixture } from './sync-fixture';

const NOW = new Date('2026-11-24T05:17:00Z');

let fixture: SyncFixture;
beforeEach(async () => {
  fixture = await syncFixture(billWorld(smallBill(monthOf(NOW)), { now: () => NOW }));
  vi.stubEnv('AWS_ENDPOINT_URL', fixture.sandbox.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIASANDBOX');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'sandbox');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const payer = async (name: string) => (await createConnection(fixture.db, { name, kind: 'aws' })).id;
const runsOf = async (id: string) =>
  (await listRuns(fixture.scope, id, 10)).map(({ trigger, status }) => [trigger, status]);

describe('a round of the schedule', () => {
  it('syncs every payer, and neither the demo nor a bill from a file', async () => {
    const [first, second] = [await payer('acme'), await payer('globex')];
    const file = await createConnection(fixture.db, { name: 'bill', kind: 'cur' });
    await syncAll(fixture.db, 1000, () => NOW);
    expect(await runsOf(first)).toEqual([['schedule', 'succeeded']]);
    expect(await runsOf(second)).toEqual([['schedule', 'succeeded']]);
    expect(await runsOf(file.id)).toEqual([]);
    expect(await runsOf(fixture.connectionId)).toEqual([]);
  });

  it('goes on with the next payer after one that fails or that another server is syncing', async () => {
    const [poor, busy, last] = [await payer('a-poor'), await payer('b-busy'), await payer('c-last')];
    await fixture.db.prisma.connection.update({
      where: { id: poor },
      data: { roleArn: 'arn:aws:iam::111122223333:role/gone', externalId: 'xx' },
    });
    const lease = await holdLease(fixture.db, busy);
    await syncAll(fixture.db, 1000, () => NOW);
    await lease.release();
    expect(await runsOf(poor)).toEqual([['schedule', 'failed']]);
    expect(await runsOf(busy)).toEqual([]);
    expect(await runsOf(last)).toEqual([['schedule', 'succeeded']]);
  });

  it('leaves a payer to another server that has synced it since the round began', async () => {
    const id = await payer('acme');
    let now = NOW;
    const clock = () => {
      const instant = now;
      // The other server is through before this one comes to the payer.
      now = new Date(now.getTime() + 60_000);
      return instant;
    };
    await syncAll(fixture.db, 1000, clock);
    now = NOW;
    const asked = fixture.sandbox.billed();
    await syncAll(fixture.db, 1000, () => NOW);
    expect(fixture.sandbox.billed()).toBe(asked);
    expect(await runsOf(id)).toHaveLength(1);
  });
});

describe('the schedule', () => {
  it('is off without a time', () => {
    expect(
      startSchedule(() => Promise.reject(new Error('opened')), { syncCron: null, monthlyRequestCap: 1 }),
    ).toBeNull();
  });

  it('comes at its UTC time, and one round at a time', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-24T05:16:30Z'), toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const opened: string[] = [];
    const open = () => {
      opened.push(new Date().toISOString().slice(0, 16));
      return new Promise<never>(() => undefined);
    };
    const schedule = startSchedule(open, { syncCron: '17 5 * * *', monthlyRequestCap: 1 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(opened).toEqual(['2026-11-24T05:17']);
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(opened).toHaveLength(1);
    schedule?.stop();
  });
});
