import { describe, expect, it } from 'vitest';
import { billWorld } from '@/lib/sandbox/bill-world';
import { acquireLease } from '@/lib/store/lease';
import { appendSteps, createRun, findRun, startRun } from '@/lib/store/runs';
import { smallBill } from './bill-fixture';
import { closeDeadRuns } from './dead-runs';
import { leaseOf } from './lease-keeper';
import { syncFixture } from './sync-fixture';

const NOW = new Date('2026-11-24T12:00:00Z');

describe('closeDeadRuns', () => {
  it('ends a run that nobody holds, which the next sync then takes up', async () => {
    const { db, scope, connectionId, sync } = await syncFixture(billWorld(smallBill('2026-11'), { now: () => NOW }));
    const at = NOW.toISOString();
    const { id } = await createRun(db, { connectionId, trigger: 'manual', full: false, queuedAt: at });
    await startRun(db, id, { startedAt: at });
    await appendSteps(db, id, [
      { name: 'organization', query: { kind: 'organization' } },
      { name: 'control', query: { kind: 'control', from: '2025-10-01', to: '2026-12-01', round: 1 } },
    ]);
    expect(await closeDeadRuns(db, () => NOW)).toBe(1);
    expect(await findRun(scope, id)).toMatchObject({ status: 'failed', finishedAt: at });
    expect(await closeDeadRuns(db, () => NOW)).toBe(0);
    expect(await sync()).toMatchObject({ id, status: 'succeeded' });
  });

  it('leaves a run alone whose owner is alive', async () => {
    const { db, scope, connectionId } = await syncFixture(billWorld(smallBill('2026-11'), { now: () => NOW }));
    const { id } = await createRun(db, { connectionId, trigger: 'manual', full: false, queuedAt: NOW.toISOString() });
    await acquireLease(db, {
      name: leaseOf(connectionId),
      owner: 'another',
      now: new Date().toISOString(),
      ttlMs: 45_000,
    });
    expect(await closeDeadRuns(db)).toBe(0);
    expect(await findRun(scope, id)).toMatchObject({ status: 'queued', finishedAt: null });
  });
});
