import { describe, expect, it } from 'vitest';
import { billWorld } from '@/lib/sandbox/bill-world';
import type { Knobs } from '@/lib/sandbox/knobs';
import { lineOf } from '@/lib/sandbox/line-fixture';
import { startSandbox } from '@/lib/sandbox/server';
import { openClients, recordingLedger } from './aws-fixture';
import { pullBackfills, pullCostCategories, pullTagKeys } from './discovery';

async function open(knobs: Partial<Knobs> = {}) {
  const line = lineOf('2026-10-03', '1', { categories: { Team: 'A', Zone: 'B' } });
  const tag = (key: string, status: 'Active' | 'Inactive') => ({
    key,
    type: key.startsWith('aws:') ? ('AWSGenerated' as const) : ('UserDefined' as const),
    status,
    lastUpdatedAt: '2026-03-01T00:00:00Z',
    lastUsedAt: null,
  });
  const backfill = {
    backfillFrom: '2026-01-01T00:00:00Z',
    requestedAt: '2026-10-02T10:00:00Z',
    completedAt: null,
    status: 'PROCESSING' as const,
    lastUpdatedAt: '2026-10-02T11:00:00Z',
  };
  const world = {
    ...billWorld({ currency: 'USD', lines: [line] }, { now: () => new Date('2026-11-20T12:00:00Z') }),
    tagKeys: [tag('app', 'Active'), tag('App', 'Active'), tag('aws:createdBy', 'Inactive')],
    backfills: [backfill],
  };
  const sandbox = await startSandbox({ world, knobs });
  const { ledger, rows } = recordingLedger();
  const clients = openClients(sandbox.url, ledger);
  return { sandbox, clients, rows, [Symbol.asyncDispose]: () => sandbox.close() };
}

describe('discovery', () => {
  it('nasty case 34: tag keys that differ by case are two', async () => {
    await using s = await open();
    expect(await pullTagKeys(s.clients)).toEqual([
      { key: 'app', type: 'UserDefined', status: 'Active', lastUpdatedAt: '2026-03-01T00:00:00Z', lastUsedAt: null },
      { key: 'App', type: 'UserDefined', status: 'Active', lastUpdatedAt: '2026-03-01T00:00:00Z', lastUsedAt: null },
      {
        key: 'aws:createdBy',
        type: 'AWSGenerated',
        status: 'Inactive',
        lastUpdatedAt: '2026-03-01T00:00:00Z',
        lastUsedAt: null,
      },
    ]);
    expect((await pullTagKeys(s.clients, { status: 'Active' })).map(({ key }) => key)).toEqual(['app', 'App']);
  });

  it('nasty case 43: categories come with their processing state', async () => {
    await using s = await open();
    const found = await pullCostCategories(s.clients);
    expect(found.map(({ name, status }) => [name, status])).toEqual([
      ['Team', 'APPLIED'],
      ['Zone', 'APPLIED'],
    ]);
    expect(found[0]?.arn).toMatch(/^arn:aws:ce::/);
  });

  it('reads backfills that are not done yet', async () => {
    await using s = await open();
    expect(await pullBackfills(s.clients)).toEqual([
      {
        from: '2026-01-01T00:00:00Z',
        requestedAt: '2026-10-02T10:00:00Z',
        completedAt: null,
        status: 'PROCESSING',
        lastUpdatedAt: '2026-10-02T11:00:00Z',
      },
    ]);
  });

  it('follows every page, each one in the ledger', async () => {
    await using s = await open({ pageSize: 1, emptyPages: 1 });
    expect(await pullTagKeys(s.clients)).toHaveLength(3);
    expect(s.rows).toHaveLength(4);
    expect(s.rows).toHaveLength(s.sandbox.billed());
  });

  it('stops at a token that repeats', async () => {
    await using s = await open({ pageSize: 1, repeatToken: true });
    await expect(pullTagKeys(s.clients)).rejects.toMatchObject({ code: 'aws-bad-reply' });
    expect(s.rows.length).toBeLessThan(5);
  });

  it('names the permission that is missing', async () => {
    await using s = await open({ deny: new Set(['ce:ListCostCategoryDefinitions']) });
    await expect(pullCostCategories(s.clients)).rejects.toMatchObject({
      code: 'aws-access-denied',
      fix: expect.stringContaining('ce:ListCostCategoryDefinitions'),
    });
  });
});
