import { beforeAll, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { PROPOSED_POOLS } from '@/lib/finance/proposed-rules';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import type { Database } from '@/lib/store/database';
import { saveRuleSet } from '@/lib/store/rule-sets';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { everyCharge, FIXTURE_NOW, smallOrganization, storeBooks, sumCharges } from './books-fixture';
import { deriveBooks } from './derived-fixture';
import { readProjects } from './projects';
import { reportRulesHistory } from './rules-history';
import { readSharedCosts, type SharedCostsReport } from './shared-costs';

const MONTHS = ['2026-09', '2026-10'];
const charges = everyCharge(MONTHS);
const RESIDUAL = 5_000_000_000n;
const rules: Rules = {
  ...EMPTY_RULES,
  dimensions: { project: ['app'], environment: [] },
  projects: [{ id: 'shop', name: 'The shop', class: 'cogs', owner: null }],
  assignments: [{ from: null, to: null, when: { kind: 'accounts', ids: ['333344445555'] }, then: { project: 'shop' } }],
  pools: PROPOSED_POOLS.slice(0, 2),
};
const query = { connection: null, months: { from: '2026-09', to: '2026-11' }, basis: 'netAmortized' as const, key: '' };

eachDatabase('shared costs', (open) => {
  let db: Database;
  let all: Viewer;
  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    const organization = smallOrganization;
    const connection = await storeBooks(db, { name: 'payer', charges, residual: RESIDUAL, organization });
    await deriveBooks(all.scope, connection, charges, rules);
  });

  const report = async (viewer: Viewer): Promise<SharedCostsReport> => {
    const found = await readSharedCosts(viewer, query, FIXTURE_NOW);
    if (found.kind !== 'shared-costs') throw new Error(found.kind);
    return found;
  };

  it('is what the projects pay, and adds up to the control total', async () => {
    const { costs, residual, control, names, mayChange, proposed, rules: set } = await report(all);
    const projects = await readProjects(all, { ...query, currency: null }, FIXTURE_NOW);
    if (projects.kind !== 'projects') throw new Error(projects.kind);
    expect(costs.projects).toEqual(projects.rows.map(({ project, direct, shared }) => ({ project, direct, shared })));
    expect([costs.unallocated, costs.untagged]).toEqual([projects.sums.unallocated, projects.sums.untagged]);
    const paid = costs.projects.reduce((sum, { direct, shared }) => sum + direct + shared, 0n);
    expect(paid + costs.unallocated + (residual ?? 0n)).toBe(control);
    expect(control).toBe(sumCharges(charges, 'netAmortized') + 2n * RESIDUAL);
    expect(costs.pools.every(({ moved }) => moved !== 0n)).toBe(true);
    expect([names.shop, mayChange, proposed, set?.rules.pools.length]).toEqual(['The shop', true, null, 2]);
  });

  it('tells a reader of one account neither rules, nor totals, nor notices, nor what lies outside', async () => {
    const some: Viewer = { ...all, role: 'finance', scope: mintScope(db, new Set(['333344445555'])) };
    const { costs, residual, control, rules: set, mayChange, whole } = await report(some);
    expect([residual, control, set, mayChange, whole, costs.notices]).toEqual([null, null, null, false, false, []]);
    expect(costs.projects.map(({ project }) => project)).toEqual(['shop']);
    const own = charges.filter(({ account }) => account === '333344445555');
    expect(costs.projects[0]?.direct).toBe(sumCharges(own, 'netAmortized'));
    await expect(reportRulesHistory(some)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('lets readers look, and proposes pools where there are none', async () => {
    expect((await report({ ...all, role: 'executive' })).mayChange).toBe(false);
    const createdAt = FIXTURE_NOW.toISOString();
    await saveRuleSet(db, { rules: { ...rules, pools: [] }, createdAt, createdBy: 'Ana', note: 'No pools' });
    expect((await report(all)).proposed).toEqual({ ...rules, pools: PROPOSED_POOLS });
    await saveRuleSet(db, { rules: EMPTY_RULES, createdAt, createdBy: 'Ana', note: 'None' });
    const { proposed, behind } = await report(all);
    expect(proposed?.dimensions).toEqual({ project: ['app'], environment: [] });
    expect(behind.map(({ month }) => month)).toEqual(MONTHS);
    const history = await reportRulesHistory(all);
    expect(history.map(({ note, savedBy, changes }) => [note, savedBy, changes.length])).toEqual([
      ['None', 'Ana', 3],
      ['No pools', 'Ana', 2],
      ['', 'test', 5],
    ]);
    expect(history[1]?.changes).toEqual(['Pool support: removed', 'Pool charges: removed']);
  });
});
