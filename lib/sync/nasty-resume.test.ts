import { describe, expect, it } from 'vitest';
import { smallBill } from './bill-fixture';
import { type SyncFixture, syncFixture } from './sync-fixture';
import { cellsOf, FEW_MONTHS, figuresOf, movableWorld } from './world-fixture';

const codes = (run: { notices: readonly { code: string }[] }) => run.notices.map(({ code }) => code);
const isCost = ({ operation }: { operation: string }) => operation === 'GetCostAndUsage';

/** Cuts a sync off as a kill does: what is in the store stays, nothing is closed. */
async function cutOff(fixture: SyncFixture, runId: string): Promise<void> {
  await fixture.db.prisma.syncRun.update({
    where: { id: runId },
    data: { status: 'running', finishedAt: null, notices: '[]', error: '' },
  });
}

describe('a sync that is resumed', () => {
  it('remembers that its tree was not read', async () => {
    const fixture = await syncFixture(movableWorld(), { deny: new Set(['organizations:ListAccounts']), pageSize: 14 });
    const first = await fixture.sync({ cap: 6 });
    expect(first.status).toBe('failed');
    const second = await fixture.sync();
    expect(second).toMatchObject({
      id: first.id,
      status: 'partial',
      error: expect.stringContaining('organizations:ListAccounts'),
    });
    expect((await figuresOf(fixture)).books).toHaveLength(5);
  });

  it('keeps the notices of the part before a kill', async () => {
    const world = movableWorld();
    const connection = { historyMonths: FEW_MONTHS };
    world.historyMonths = FEW_MONTHS - 1;
    const fixture = await syncFixture(world, { pageSize: 14 }, { connection });
    let running = '';
    fixture.sandbox.knobs.onRequest = async (request) => {
      if (!isCost(request) || running !== '') return;
      const run = await fixture.db.prisma.syncRun.findFirst({ where: { connectionId: fixture.connectionId } });
      running = run?.id ?? '';
    };
    let stored = '';
    const run = await fixture.sync({
      cap: 7,
      onProgress: () => {
        void fixture.db.prisma.syncRun.findUnique({ where: { id: running } }).then((row) => {
          if (row?.status === 'running') stored = row.notices;
        });
      },
    });
    expect(codes(run)).toContain('history-clamped');
    expect(stored).toContain('history-clamped');
  });

  it('publishes each month once when it was cut off between two months', async () => {
    const plain = await syncFixture(movableWorld());
    await plain.sync();
    const whole = await figuresOf(plain);
    const fixture = await syncFixture(movableWorld());
    const run = await fixture.sync();
    const publish = run.steps.find(({ name }) => name === 'publish');
    await fixture.db.prisma.syncStep.update({
      where: { id: publish?.id ?? '' },
      data: { status: 'running', state: JSON.stringify({ askAgain: [], published: ['2026-07'], held: [] }) },
    });
    await fixture.db.prisma.published.deleteMany({
      where: { connectionId: fixture.connectionId, month: { gte: '2026-09' } },
    });
    await fixture.db.prisma.monthBook.deleteMany({
      where: { connectionId: fixture.connectionId, month: { gte: '2026-09' } },
    });
    await cutOff(fixture, run.id);
    fixture.asked();
    expect(await fixture.sync()).toMatchObject({ id: run.id, status: 'succeeded' });
    expect(fixture.asked()).toBe(0);
    expect(await figuresOf(fixture)).toEqual(whole);
  });
});

describe('the cap', () => {
  it('case 46: names the cubes and months that are stale', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world, { pageSize: 14 });
    const run = await fixture.sync({ cap: 12 });
    expect(run).toMatchObject({ status: 'failed', requests: 12 });
    const notice = run.notices.find(({ code }) => code === 'not-read');
    expect(notice?.message).toMatch(/service 2026-07-01\.\.2026-12-01/);
    expect(notice?.message).toMatch(/tag:app/);
    const again = await fixture.sync();
    expect(again).toMatchObject({ id: run.id, status: 'succeeded', requests: fixture.sandbox.billed() });
    expect(codes(again)).not.toContain('not-read');
  });

  it('of nothing lets nothing out', async () => {
    const fixture = await syncFixture(movableWorld());
    expect(await fixture.sync({ cap: 0 })).toMatchObject({ status: 'failed', requests: 0 });
    expect(fixture.sandbox.requests.filter(({ service }) => service === 'ce')).toEqual([]);
  });
});

describe('a token that goes bad twice', () => {
  it('case 12: in a tag cube is a failure of the query, not a refusal of the key', async () => {
    const fixture = await syncFixture(movableWorld(smallBill('2026-11')), {
      pageSize: 50,
      invalidToken: ({ body }) => JSON.stringify(body).includes('"TAG"') && body.NextPageToken !== undefined,
    });
    const run = await fixture.sync();
    expect(run).toMatchObject({ status: 'failed', error: expect.stringContaining('twice') });
    expect(codes(run)).not.toContain('tag-refused');
    expect(await cellsOf(fixture, 'recordType')).toEqual([]);
    fixture.sandbox.knobs.invalidToken = 0;
    const from = fixture.sandbox.requests.length;
    expect(await fixture.sync()).toMatchObject({ id: run.id, status: 'succeeded' });
    const first = fixture.sandbox.requests.slice(from).find(({ body }) => JSON.stringify(body).includes('"TAG"'));
    expect(first?.body.NextPageToken).toBeUndefined();
    expect(new Set((await cellsOf(fixture, 'tag:app')).map((row) => row.key2))).toEqual(
      new Set(['checkout', 'search', '']),
    );
  });
});
