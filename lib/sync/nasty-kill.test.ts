import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { SandboxRequest } from '@/lib/sandbox/request';
import { spread } from './bill-fixture';
import { leaseOf } from './lease-keeper';
import { pictureOf } from './picture-fixture';
import { type SyncFixture, syncFixture } from './sync-fixture';
import { type MovableWorld, movableWorld, NOON } from './world-fixture';

const PAGE = { pageSize: 14 };
const CHILD = ['--conditions=react-server', '--import', 'tsx', 'lib/sync/sync-child-fixture.ts'];

/** Runs a sync in a process of its own and kills it with SIGKILL when `dies` says so of a request that just arrived. */
async function killedSync(
  fixture: SyncFixture,
  dies: (count: number, request: SandboxRequest) => boolean,
): Promise<void> {
  const args = [fixture.db.url, fixture.connectionId, fixture.sandbox.url, NOON];
  const child = spawn(process.execPath, [...CHILD, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr?.on('data', (text) => {
    complaint += String(text);
  });
  const ended = new Promise<string | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  let count = 0;
  fixture.sandbox.knobs.onRequest = async (request) => {
    if (!dies(++count, request)) return;
    child.kill('SIGKILL');
    await ended;
  };
  expect(await ended, complaint).toBe('SIGKILL');
  fixture.sandbox.knobs.onRequest = null;
}

/** The dead owner's lease, run out: the test does not wait for it. */
const outlast = (fixture: SyncFixture) =>
  fixture.db.prisma.lease.updateMany({
    where: { name: leaseOf(fixture.connectionId) },
    data: { expiresAt: '2000-01-01T00:00:00.000Z' },
  });

/** Requests for costs that AWS billed, by their bodies with page tokens; and how many of them came twice. */
function askedTwice(fixture: SyncFixture): number {
  const bodies = fixture.sandbox.requests
    .filter(({ operation, billed }) => billed && operation === 'GetCostAndUsage')
    .map(({ body }) => JSON.stringify(body));
  return bodies.length - new Set(bodies).size;
}

describe('case 14: a sync that is killed', () => {
  it('at any of ten points leaves a store that the next one completes, as if nothing had been', async () => {
    const plain = await syncFixture(movableWorld(), PAGE);
    await plain.sync();
    const whole = await pictureOf(plain);
    const total = plain.sandbox.requests.length;
    for (let point = 1; point <= 10; point++) {
      const fixture = await syncFixture(movableWorld(), PAGE);
      await killedSync(fixture, (count) => count === Math.max(2, Math.round((total * point) / 10)));
      await outlast(fixture);
      const run = await fixture.sync();
      expect(run).toMatchObject({ status: 'succeeded' });
      expect(await pictureOf(fixture)).toEqual(whole);
      // Only the request in flight at the kill, whose answer nobody stored, may be asked twice.
      expect(askedTwice(fixture)).toBeLessThanOrEqual(1);
      expect(run.requests).toBe(fixture.sandbox.requests.filter(({ service }) => service === 'ce').length);
    }
  }, 240_000);

  it('after it published some months and waits to read another again', async () => {
    // The open month changes between the book and its faces: four months are published, then control is asked again.
    const [quiet, killed] = [movableWorld(), movableWorld()];
    const changes = (world: MovableWorld, body: object) => {
      if (JSON.stringify(body).includes('"SERVICE"'))
        world.edit((line) => (line.month === '2026-11' ? { ...line, amounts: spread('55.5') } : line));
    };
    const [plain, fixture] = [await syncFixture(quiet), await syncFixture(killed)];
    plain.sandbox.knobs.onRequest = ({ body }) => changes(quiet, body);
    const undisturbed = await plain.sync();
    const again = (run: { steps: readonly { name: string }[] }) =>
      run.steps.some(({ name }) => name.startsWith('control (again'));
    expect(again(undisturbed)).toBe(true);

    let controls = 0;
    await killedSync(fixture, (_, { body }) => {
      changes(killed, body);
      return body.GroupBy === undefined && body.TimePeriod !== undefined && ++controls === 2;
    });
    const held = { connectionId: fixture.connectionId };
    expect(await fixture.db.prisma.monthBook.count({ where: held })).toBe(4);
    await outlast(fixture);
    const run = await fixture.sync();
    expect(run).toMatchObject({ status: 'succeeded' });
    expect(await pictureOf(fixture)).toEqual(await pictureOf(plain));
    expect(fixture.sandbox.billed() - plain.sandbox.billed()).toBeLessThanOrEqual(1);
  }, 60_000);

  it('keeps its lease for less than a minute', async () => {
    const fixture = await syncFixture(movableWorld(), PAGE);
    await killedSync(fixture, (count) => count === 12);
    const lease = await fixture.db.prisma.lease.findUnique({ where: { name: leaseOf(fixture.connectionId) } });
    expect(Date.parse(lease?.expiresAt ?? '') - Date.now()).toBeLessThan(60_000);
    await expect(fixture.sync()).rejects.toMatchObject({ code: 'sync-running' });
    await outlast(fixture);
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
  }, 60_000);
});
