import { beforeAll, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { EMPTY_RULES } from '@/lib/finance/rules';
import type { Database } from '@/lib/store/database';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { everyCharge, FIXTURE_NOW, smallOrganization, storeBooks } from './books-fixture';
import { deriveBooks } from './derived-fixture';
import { reportRulesScreen } from './rules-screen';

const charges = everyCharge(['2026-10']);
const query = { connection: null, months: null, basis: 'amortized' as const, key: '' };

eachDatabase('the screen of rules', (open) => {
  let db: Database;
  let all: Viewer;
  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    expect(await reportRulesScreen(all, query, FIXTURE_NOW)).toEqual({ kind: 'no-connection' });
    const connection = await storeBooks(db, { name: 'payer', charges, organization: smallOrganization });
    await deriveBooks(all.scope, connection, charges, {
      ...EMPTY_RULES,
      dimensions: { project: ['app'], environment: [] },
    });
  });

  it('knows the names that rules may use: accounts, OUs by their path, tag keys, projects', async () => {
    const screen = await reportRulesScreen(all, query, FIXTURE_NOW);
    if (screen.kind !== 'rules') throw new Error(screen.kind);
    expect(screen.units).toEqual([
      { id: 'r-ab12', name: 'Root' },
      { id: 'ou-ab12-11111111', name: 'Workloads' },
      { id: 'ou-ab12-22222222', name: 'Workloads / Production' },
    ]);
    expect(screen.accounts.map(({ id }) => id)).toContain('999900001111');
    expect([screen.accountTagKeys, screen.tagKeys]).toEqual([['owner'], ['app']]);
    expect(screen.projects.map(({ id }) => id)).toEqual(['Shop', 'shop']);
    expect([screen.mayChange, screen.rules.rules.dimensions.project]).toEqual([true, ['app']]);
  });

  it('is of the whole organization: a reader of some accounts is refused', async () => {
    const some: Viewer = { ...all, scope: mintScope(db, new Set(['333344445555'])) };
    await expect(reportRulesScreen(some, query, FIXTURE_NOW)).rejects.toMatchObject({ code: 'forbidden' });
    const reader = await reportRulesScreen({ ...all, role: 'executive' }, query, FIXTURE_NOW);
    expect(reader.kind === 'rules' && reader.mayChange).toBe(false);
  });
});
