import { describe, expect, it } from 'vitest';
import { listPublished } from '@/lib/store/loads';
import { updateStep } from '@/lib/store/runs';
import { syncFixture } from './sync-fixture';
import { figuresOf, identitiesOf, movableWorld } from './world-fixture';

const undisturbed = async () => {
  const fixture = await syncFixture(movableWorld());
  await fixture.sync();
  return figuresOf(fixture);
};

describe('pages', () => {
  it('case 6: a month on two pages is merged once, whatever the page size', async () => {
    const plain = await undisturbed();
    for (const pageSize of [1_000, 13, 8]) {
      const fixture = await syncFixture(movableWorld(), { pageSize });
      expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
      expect(await figuresOf(fixture)).toEqual(plain);
    }
  });

  it('case 7: a group that AWS lists twice is flagged and never shown as good', async () => {
    const fixture = await syncFixture(movableWorld(), { pageSize: 18, duplicateGroups: true });
    const run = await fixture.sync();
    expect(run.notices.map(({ code }) => code)).toContain('duplicate-groups');
    const identities = await identitiesOf(fixture);
    expect(identities.every(({ off }) => off.every((each) => each === 0n))).toBe(true);
    expect(identities.some(({ holds }) => !holds)).toBe(true);
  });

  it('case 8: empty pages with a token are walked past', async () => {
    const plain = await undisturbed();
    const fixture = await syncFixture(movableWorld(), { emptyPages: 2, organizationPageSize: 1 });
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    expect(await figuresOf(fixture)).toEqual(plain);
  });

  it('case 9: a token that repeats for ever stops the query with an error, after few requests', async () => {
    const fixture = await syncFixture(movableWorld(), { pageSize: 20 });
    await fixture.sync();
    const before = await figuresOf(fixture);
    fixture.asked();
    fixture.sandbox.knobs.repeatToken = true;
    const run = await fixture.sync({ full: true });
    expect(run.status).toBe('failed');
    expect(run.error).toMatch(/token/);
    expect(fixture.asked()).toBeLessThan(6);
    expect(await figuresOf(fixture)).toEqual(before);
  });

  it('case 10: when page three fails nothing is published, the old figures stay, and the ledger has what was billed', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world, { pageSize: 18 });
    await fixture.sync();
    const before = await figuresOf(fixture);
    const published = await listPublished(fixture.db, fixture.connectionId);
    world.edit((line) => (line.month === '2026-11' ? { ...line, recordType: 'Usage' } : line));
    world.set('2026-11-24T12:01:00Z');
    let pages = 0;
    fixture.sandbox.knobs.deny = new Set();
    fixture.sandbox.knobs.onRequest = ({ operation }) => {
      if (operation === 'GetCostAndUsage' && ++pages === 4)
        fixture.sandbox.knobs.deny = new Set(['ce:GetCostAndUsage']);
    };
    const billed = fixture.sandbox.billed();
    const run = await fixture.sync({ full: true });
    expect(run.status).toBe('failed');
    expect(run.error).toContain('ce:GetCostAndUsage');
    expect(run.requests).toBe(fixture.sandbox.billed() - billed);
    expect(await figuresOf(fixture)).toEqual(before);
    expect(await listPublished(fixture.db, fixture.connectionId)).toEqual(published);

    fixture.sandbox.knobs.deny = new Set();
    fixture.sandbox.knobs.onRequest = null;
    const asked = new Set(fixture.sandbox.requests.slice(-pages).map(({ body }) => JSON.stringify(body)));
    const from = fixture.sandbox.requests.length;
    expect(await fixture.sync({ full: true })).toMatchObject({ id: run.id, status: 'succeeded' });
    const again = fixture.sandbox.requests
      .slice(from)
      .filter(({ operation, body }) => operation === 'GetCostAndUsage' && asked.has(JSON.stringify(body)));
    expect(again.length).toBeLessThanOrEqual(1);
  });

  it('case 11: a reply that is cut is asked once more, and both are billed', async () => {
    const plain = await undisturbed();
    const fixture = await syncFixture(movableWorld(), { truncate: ({ index }) => index === 8 });
    const run = await fixture.sync();
    expect(run).toMatchObject({ status: 'succeeded', requests: fixture.sandbox.billed() });
    expect(await figuresOf(fixture)).toEqual(plain);
  });

  it('case 12: a token that went bad begins the query again, once', async () => {
    const plain = await undisturbed();
    const once = await syncFixture(movableWorld(), { pageSize: 18, invalidToken: 1 });
    expect(await once.sync()).toMatchObject({ status: 'succeeded' });
    expect(await figuresOf(once)).toEqual(plain);
    const always = await syncFixture(movableWorld(), { pageSize: 18, invalidToken: Number.POSITIVE_INFINITY });
    expect(await always.sync()).toMatchObject({ status: 'failed', error: expect.stringContaining('twice') });
  });

  it('case 13 and 45: throttling and proxies that answer HTML delay a sync and change nothing', async () => {
    const plain = await undisturbed();
    const fixture = await syncFixture(movableWorld(), { throttle: 3, htmlErrors: 2, dropConnection: 1 });
    const run = await fixture.sync();
    expect(run).toMatchObject({ status: 'succeeded', requests: fixture.sandbox.billed() });
    expect(await figuresOf(fixture)).toEqual(plain);
  }, 60_000);

  it('goes on from a step that was left running, as after a kill', async () => {
    const fixture = await syncFixture(movableWorld());
    const run = await fixture.sync();
    const last = run.steps.at(-1);
    if (!last) throw new Error('no steps');
    await updateStep(fixture.db, last.id, { status: 'running' });
    await fixture.db.prisma.syncRun.update({ where: { id: run.id }, data: { status: 'running', finishedAt: null } });
    fixture.asked();
    expect(await fixture.sync()).toMatchObject({ id: run.id, status: 'succeeded' });
    expect(fixture.asked()).toBe(0);
  });
});
