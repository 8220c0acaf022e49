import { beforeAll, expect, it } from 'vitest';
import { getConsoleAccess, saveConsoleAccess } from './console-access';
import type { Database } from './database';
import { eachDatabase } from './testing';

eachDatabase('the way into the accounts', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  });

  it('is the role that AWS makes, until something is saved', async () => {
    const first = await getConsoleAccess(db);
    expect(first).toEqual({ roleName: 'OrganizationAccountAccessRole', roles: [], portal: null, permissionSet: null });
    const next = {
      ...{ roleName: null, roles: [{ ou: 'ou-ab12-11111111', roleName: 'ops/ReadOnly' }] },
      ...{ portal: 'https://example.awsapps.com/start', permissionSet: 'ReadOnlyAccess' },
    };
    await saveConsoleAccess(db, next);
    expect(await getConsoleAccess(db)).toEqual(next);
  });

  it('refuses what is no name of a role', async () => {
    const wrong = { roleName: 'two words', roles: [], portal: null, permissionSet: null };
    await expect(saveConsoleAccess(db, wrong)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
