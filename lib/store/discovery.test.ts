import { expect, it } from 'vitest';
import { createConnection } from './connections';
import { listCostCategories, listTagKeys, replaceCostCategories, replaceTagKeys, type TagKey } from './discovery';
import { NOON } from './fixture';
import { mintScope } from './scope';
import { getSetting, saveSetting } from './settings';
import { eachDatabase } from './testing';

const key = (name: string, more: Partial<TagKey> = {}): TagKey => ({
  key: name,
  type: 'UserDefined',
  status: 'Active',
  lastUpdatedAt: null,
  lastUsedAt: NOON,
  ...more,
});

eachDatabase('discovery and settings', (open) => {
  it('keeps the keys and categories that a payer has now', async () => {
    const db = await open();
    const scope = mintScope(db, 'all');
    const { id } = await createConnection(db, { name: 'payer', kind: 'aws' });
    const other = await createConnection(db, { name: 'other', kind: 'aws' });
    await replaceTagKeys(db, other.id, [key('app')], NOON);
    await replaceTagKeys(db, id, [key('gone'), key('app')], NOON);
    const keys = [
      key('App', { status: 'Inactive' }),
      key('accountTag/app'),
      key('app'),
      key('aws:createdBy', { type: 'AWSGenerated' }),
      key('ü🦊'),
    ];
    await replaceTagKeys(db, id, [...keys].reverse(), NOON);
    expect(await listTagKeys(scope, id)).toEqual(keys);
    await replaceTagKeys(db, id, [key('app', { status: 'Inactive' }), key('app')], NOON);
    expect(await listTagKeys(scope, id)).toEqual([key('app')]);
    await replaceTagKeys(db, id, [], NOON);
    expect(await listTagKeys(scope, id)).toEqual([]);
    expect(await listTagKeys(scope, other.id)).toEqual([key('app')]);
    const category = { name: 'Team', arn: 'arn', effectiveStart: NOON, status: 'APPLIED' };
    await replaceCostCategories(db, id, [{ ...category, name: 'x' }], NOON);
    await replaceCostCategories(db, id, [category], NOON);
    expect(await listCostCategories(scope, id)).toEqual([category]);
    const stranger = mintScope(db, new Set(['1']));
    expect([await listCostCategories(stranger, id), await listTagKeys(stranger, other.id)]).toEqual([[], []]);
  });

  it('keeps any JSON under a key', async () => {
    const db = await open();
    expect(await getSetting(db, 'a')).toBeNull();
    for (const value of [1, 'text', null, [1, { b: 'ü' }], false]) {
      await saveSetting(db, 'a', value);
      expect(await getSetting(db, 'a')).toEqual(value);
    }
  });
});
