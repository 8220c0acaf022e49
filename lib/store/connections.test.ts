import { expect, it } from 'vitest';
import {
  createConnection,
  findConnection,
  getConnection,
  listConnections,
  removeConnection,
  updateConnection,
} from './connections';
import { replaceCostCategories, replaceTagKeys } from './discovery';
import { account, cell, NOON, organization, publish, unit } from './fixture';
import { recordSent } from './ledger';
import { createLoad, writeCells } from './loads';
import { saveAccountNames, saveOrganization } from './organization';
import { createRun, startRun } from './runs';
import { mintScope } from './scope';
import { getSetting, saveSetting } from './settings';
import { eachDatabase } from './testing';

const SETTINGS = { tagKeys: null, dailyByAccount: null, monthlyRequestCap: null, residualWarning: null };

eachDatabase('connections', (open) => {
  it('are kept as they were made, by name', async () => {
    const db = await open();
    const scope = mintScope(db, 'all');
    const plain = await createConnection(db, { name: 'payer', kind: 'aws' });
    expect(plain).toMatchObject({
      currency: null,
      roleArn: null,
      externalId: null,
      region: null,
      historyMonths: 14,
      managementAccountId: null,
      organizationId: null,
      settings: SETTINGS,
    });
    const full = await createConnection(db, {
      name: 'Another',
      kind: 'focus',
      currency: 'CNY',
      roleArn: 'arn:aws:iam::1:role/x',
      externalId: 'e',
      region: 'cn-north-1',
      historyMonths: 38,
      managementAccountId: '1',
      organizationId: 'o-1',
      settings: { tagKeys: ['app', 'App'], monthlyRequestCap: 5 },
      createdAt: NOON,
    });
    expect(full).toMatchObject({
      createdAt: NOON,
      settings: { ...SETTINGS, tagKeys: ['app', 'App'], monthlyRequestCap: 5 },
    });
    expect(await listConnections(scope)).toEqual([full, plain]);
    expect(await findConnection(scope, full.id)).toEqual(full);
    expect(await findConnection(scope, 'Another')).toEqual(full);
    expect(await findConnection(scope, 'another')).toBeNull();
    await expect(getConnection(scope, 'other')).rejects.toMatchObject({
      code: 'not-found',
      fix: expect.stringContaining('Another, payer'),
    });
  });

  it('have one name each', async () => {
    const db = await open();
    await createConnection(db, { name: 'payer', kind: 'aws' });
    const { id } = await createConnection(db, { name: 'Payer', kind: 'aws' });
    const conflict = { code: 'conflict', message: expect.stringContaining('payer'), errors: [{ field: 'name' }] };
    await expect(createConnection(db, { name: 'payer', kind: 'cur' })).rejects.toMatchObject(conflict);
    await expect(updateConnection(db, id, { name: 'payer' })).rejects.toMatchObject(conflict);
  });

  it('change only in what a patch names', async () => {
    const db = await open();
    const { id } = await createConnection(db, {
      name: 'payer',
      kind: 'aws',
      region: 'eu-west-1',
      settings: { tagKeys: ['a'], residualWarning: 0.01 },
    });
    const changed = await updateConnection(db, id, {
      currency: 'USD',
      settings: { tagKeys: null, dailyByAccount: true },
    });
    expect(changed).toMatchObject({
      name: 'payer',
      region: 'eu-west-1',
      currency: 'USD',
      settings: { ...SETTINGS, dailyByAccount: true, residualWarning: 0.01 },
    });
    expect(await getConnection(mintScope(db, 'all'), id)).toEqual(changed);
    await expect(updateConnection(db, 'none', {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(updateConnection(db, id, { settings: { monthlyRequestCap: -1 } })).rejects.toThrow();
  });

  it('exist for a reader of some accounts only where these are', async () => {
    const db = await open();
    const [a, b] = [
      await createConnection(db, { name: 'a', kind: 'aws', roleArn: 'arn', externalId: 'e', managementAccountId: '1' }),
      await createConnection(db, { name: 'b', kind: 'aws', managementAccountId: '2' }),
    ];
    await saveAccountNames(
      db,
      a.id,
      new Map([
        ['1', 'one'],
        ['3', 'three'],
      ]),
      NOON,
    );
    await saveAccountNames(db, b.id, new Map([['2', 'two']]), NOON);
    const viewer = (...accounts: string[]) => mintScope(db, new Set(accounts));
    expect(await listConnections(viewer('3'))).toMatchObject([
      { name: 'a', managementAccountId: null, roleArn: null, externalId: null },
    ]);
    expect(await listConnections(viewer('2'))).toMatchObject([{ name: 'b', managementAccountId: '2' }]);
    expect(await listConnections(viewer('4'))).toEqual([]);
    expect(await listConnections(viewer())).toEqual([]);
    expect(await findConnection(viewer('3'), 'b')).toBeNull();
    await expect(getConnection(viewer('3'), b.id)).rejects.toMatchObject({
      code: 'not-found',
      fix: expect.not.stringContaining('b,'),
    });
  });

  it('go with everything that is theirs, and nothing else', async () => {
    const db = await open();
    const fill = async (name: string) => {
      const { id } = await createConnection(db, { name, kind: 'aws' });
      await saveOrganization(db, id, organization([unit('ou-a', 'r-1', 'A')], [account('1', 'ou-a')]), NOON);
      await publish(db, id, '2026-10', { service: [cell('1', 'S3', 1n)], 'tag:app': [cell('1', 'x', 1n)] });
      const run = await createRun(db, { connectionId: id, trigger: 'manual', full: false, queuedAt: NOON });
      await startRun(db, run.id, { plan: {}, steps: [{ name: 'a', query: {} }], startedAt: NOON });
      const load = await createLoad(db, {
        connectionId: id,
        cube: 'service',
        month: '2026-11',
        runId: run.id,
        stepId: null,
        createdAt: NOON,
      });
      await writeCells(db, load, [cell('1', 'S3', 1n)]);
      await recordSent(db, {
        connectionId: id,
        runId: run.id,
        stepId: null,
        operation: 'x',
        subject: '',
        sentAt: NOON,
      });
      await replaceTagKeys(
        db,
        id,
        [{ key: 'app', type: 'UserDefined', status: 'Active', lastUpdatedAt: null, lastUsedAt: null }],
        NOON,
      );
      await replaceCostCategories(db, id, [{ name: 'c', arn: 'a', effectiveStart: NOON, status: null }], NOON);
      await saveSetting(db, `discovery:${id}`, 1);
      return id;
    };
    const counts = async () => {
      const { prisma } = db;
      return Promise.all([
        prisma.connection.count(),
        prisma.organization.count(),
        prisma.account.count(),
        prisma.accountVersion.count(),
        prisma.unitVersion.count(),
        prisma.load.count(),
        prisma.published.count(),
        prisma.cell.count(),
        prisma.monthBook.count(),
        prisma.syncRun.count(),
        prisma.syncStep.count(),
        prisma.awsRequest.count(),
        prisma.tagKey.count(),
        prisma.costCategory.count(),
        prisma.setting.count(),
      ]);
    };
    const kept = await fill('kept');
    const before = await counts();
    const gone = await fill('gone');
    expect(await counts()).toEqual(before.map((count) => count * 2));
    await removeConnection(db, gone);
    expect(await counts()).toEqual(before);
    expect(before).not.toContain(0);
    expect(await getSetting(db, `discovery:${kept}`)).toBe(1);
    await removeConnection(db, gone);
  });
});
