import { expect, it } from 'vitest';
import { createConnection } from './connections';
import { replaceTagKeys } from './discovery';
import { account, cell, NOON, organization, publish, unit } from './fixture';
import { findKnownNames } from './known-names';
import { saveOrganization } from './organization';
import { eachDatabase } from './testing';

eachDatabase('known names', (open) => {
  it('are nothing in an empty store, and afterwards what any connection has seen', async () => {
    const db = await open();
    const empty = await findKnownNames(db);
    expect([...Object.values(empty)].map((each) => (each instanceof Set ? each.size : each))).toEqual([
      0,
      0,
      0,
      0,
      0,
      null,
    ]);
    const { id: payer } = await createConnection(db, { name: 'payer', kind: 'aws', createdAt: NOON });
    const { id: bill } = await createConnection(db, { name: 'bill', kind: 'focus', createdAt: NOON });
    const walk = organization(
      [unit('ou-a', 'r-1', 'A')],
      [{ ...account('1', 'ou-a'), tags: { team: 'x', a$b: '' } }, account('2', 'r-1')],
    );
    await saveOrganization(db, payer, walk, '2026-01-01T00:00:00Z');
    const key = { key: 'app', type: 'UserDefined', status: 'Active', lastUpdatedAt: null, lastUsedAt: null };
    await replaceTagKeys(db, payer, [key], NOON);
    await publish(db, payer, '2026-09', { recordType: [cell('1', 'Usage', 5n)] });
    await publish(db, bill, '2026-05', { 'tag:Cost Center': [], 'chain:["a","b:c"]': [] });
    const known = await findKnownNames(db);
    expect(known).toMatchObject({
      accounts: new Set(['1', '2']),
      units: new Set(['ou-a', 'r-1']),
      accountTagKeys: new Set(['team', 'a$b']),
      projects: new Set(),
      firstMonth: '2026-05',
    });
    expect([...known.tagKeys].sort()).toEqual(['Cost Center', 'a', 'app', 'b:c']);
  });
});
