import { beforeAll, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { EMPTY_RULES } from '@/lib/finance/rules';
import type { Database } from '@/lib/store/database';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { everyCharge, smallOrganization, storeBooks } from './books-fixture';
import { deriveBooks } from './derived-fixture';
import { findTargets } from './jump';

eachDatabase('the places to jump to', (open) => {
  let db: Database;
  let all: Viewer;
  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    const charges = everyCharge(['2026-09', '2026-10']);
    const connection = await storeBooks(db, { name: 'payer', charges, organization: smallOrganization });
    await deriveBooks(all.scope, connection, charges, {
      ...EMPTY_RULES,
      dimensions: { project: ['app'], environment: [] },
      projects: [
        { id: 'shop', name: 'The store', class: null, owner: 'ana@example.com' },
        { id: 'tags', name: 'Later', class: null, owner: null },
      ],
    });
  });
  const found = async (words: string, viewer = all) =>
    (await findTargets(viewer, words)).map(({ label, detail, href }) => [label, detail, href.split('?')[0]]);

  it('are projects by name, id or owner, before accounts and units', async () => {
    expect((await found('shop')).slice(0, 3)).toEqual([
      ['Shop', 'project', '/projects/Shop'],
      ['The store', 'project · shop', '/projects/shop'],
      ['shop-dev', expect.stringContaining('000022223333'), '/accounts/000022223333'],
    ]);
    expect(await found('STORE ana@')).toEqual([['The store', 'project · shop', '/projects/shop']]);
    expect(await found('later')).toEqual([['Later', 'project · tags', '/projects/~tags']]);
  });

  it('are within what a reader may see', async () => {
    const scope = mintScope(db, new Set(), { units: new Set(), projects: new Set(['shop']) });
    const viewer: Viewer = { ...{ scope, role: 'viewer', name: 'viewer', via: 'token' }, units: new Set() };
    expect(await found('shop', viewer)).toEqual([['The store', 'project · shop', '/projects/shop']]);
    expect(await found('later', viewer)).toEqual([]);
    const nobody: Viewer = { ...viewer, scope: mintScope(db, new Set()) };
    expect(await found('shop', nobody)).toEqual([]);
  });
});
