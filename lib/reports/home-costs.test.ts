import { beforeAll, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { BASES } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import type { Dimension } from '@/lib/finance/cost-dimension';
import { PROPOSED_POOLS } from '@/lib/finance/proposed-rules';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import type { Database } from '@/lib/store/database';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { type Charge, everyCharge, FIXTURE_NOW, smallOrganization, storeBooks, sumCharges } from './books-fixture';
import { type CostsQuery, readCosts } from './costs';
import { deriveBooks, environmentOf } from './derived-fixture';
import { readProjects } from './projects';

const charges = everyCharge(['2026-09', '2026-10']);
const october = charges.filter(({ month }) => month === '2026-10');
const RESIDUAL = 5_000_000_000n;
const DEDICATED = '333344445555';
const POOLED = '999900001111';
const held = { from: null, to: null };
const rules: Rules = {
  ...EMPTY_RULES,
  dimensions: { project: ['app'], environment: ['env'] },
  projects: [{ id: 'shop', name: 'The shop', class: 'cogs', owner: null }],
  assignments: [
    { ...held, when: { kind: 'accounts', ids: [DEDICATED] }, then: { project: 'shop', environment: 'prod' } },
    { ...held, when: { kind: 'accounts', ids: [POOLED] }, then: { pool: 'platform' } },
  ],
  pools: PROPOSED_POOLS,
};

const GROUPINGS = [
  ...[['project'], ['environment'], ['class'], ['category:Team'], ['project', 'environment'], ['project', 'account']],
  ...[
    ['project', 'service'],
    ['environment', 'serviceCategory'],
    ['class', 'ou'],
    ['project', 'month'],
  ],
  ...[
    ['project', 'chargeClass'],
    ['project', 'recordType'],
    ['project', 'day'],
    ['environment', 'tag:app'],
  ],
  ...[
    ['class', 'category:Team'],
    ['category:Team', 'account'],
    ['category:Team', 'service'],
    ['class', 'environment'],
  ],
] as Dimension[][];

const isUsage = ({ recordType }: Charge) => chargeClassOf(recordType) === 'usage';
const sumOf = (keep: (charge: Charge) => boolean) => sumCharges(october.filter(keep), 'amortized');
const isShop = ({ account, app, ...charge }: Charge) =>
  account === DEDICATED || (account !== POOLED && app === 'shop' && isUsage({ account, app, ...charge }));

eachDatabase('costs by home', (open) => {
  let db: Database;
  let all: Viewer;
  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    const connection = await storeBooks(db, {
      ...{ name: 'payer', charges, residual: RESIDUAL, organization: smallOrganization },
    });
    await deriveBooks(all.scope, connection, charges, rules);
  });

  const costs = async (groupBy: Dimension[], given: Partial<CostsQuery> = {}, viewer = all) => {
    const months = { from: '2026-10', to: '2026-11' };
    const query: CostsQuery = {
      ...{ connection: null, currency: null, months, basis: 'amortized', groupBy },
      ...{ account: [], ou: [], service: [], chargeClass: [] },
      ...given,
    };
    const report = await readCosts(viewer, query, FIXTURE_NOW);
    if (report.kind !== 'costs') throw new Error(report.kind);
    const of = (...keys: string[]) =>
      report.rows.find((row) => row.keys.every((key, at) => key === keys[at]))?.units ?? 0n;
    return { ...report, of };
  };

  it.each(GROUPINGS.map((groupBy) => [groupBy.join(' × '), groupBy] as const))(
    'by %s add to Σ control totals, in every basis',
    async (_, groupBy) => {
      for (const basis of BASES) {
        const report = await costs(groupBy, { basis });
        expect(report.total).toBe(sumCharges(october, basis) + RESIDUAL);
        expect(report.rows.some(({ keys }) => keys.includes('(residual)'))).toBe(true);
      }
    },
  );

  it('by project are what is direct of it, what is untagged, and what no project has', async () => {
    const { rows, of } = await costs(['project']);
    const projects = await readProjects(
      all,
      { connection: null, currency: null, months: null, basis: 'amortized' },
      FIXTURE_NOW,
    );
    if (projects.kind !== 'projects') throw new Error(projects.kind);
    for (const { project, direct } of projects.rows) expect(of(project)).toBe(direct);
    expect(of('shop')).toBe(sumOf(isShop));
    const mixed = (charge: Charge) => charge.account !== DEDICATED && charge.account !== POOLED;
    expect(of('(untagged)')).toBe(sumOf((charge) => mixed(charge) && isUsage(charge) && charge.app === ''));
    expect(of('(unallocated)')).toBe(
      sumOf((charge) => charge.account === POOLED || (mixed(charge) && !isUsage(charge))),
    );
    expect(rows.map(({ keys, label }) => [keys[0], label])).toEqual([
      ['Shop', 'Shop'],
      ['shop', 'The shop'],
      ['(residual)', 'Residual'],
      ['(unallocated)', 'Unallocated'],
      ['(untagged)', 'Untagged'],
    ]);
    const classes = await costs(['class']);
    expect([classes.of('cogs'), classes.of('(unknown)')]).toEqual([of('shop'), of('Shop')]);
    expect(classes.rows.find(({ keys }) => keys[0] === '(unknown)')?.label).toBe('No class');
  });

  it('by environment are usage by its tag or rule, and what is not usage by its class', async () => {
    const { of } = await costs(['environment']);
    const environment = (charge: Charge) => (charge.account === DEDICATED ? 'prod' : environmentOf(charge));
    expect(of('prod')).toBe(sumOf((charge) => isUsage(charge) && environment(charge) === 'prod'));
    expect(of('(untagged)')).toBe(sumOf((charge) => isUsage(charge) && environment(charge) === ''));
    expect(of('(support)')).toBe(sumOf(({ recordType }) => recordType === 'Support'));
  });

  it('by two that are known of one account are exact, and elsewhere say what was not fetched', async () => {
    const services = await costs(['project', 'service'], { account: [DEDICATED] });
    expect(services.of('shop', 'AWS Lambda')).toBe(
      sumOf((charge) => charge.account === DEDICATED && isUsage(charge) && charge.service === 'AWS Lambda'),
    );
    const records = await costs(['project', 'recordType']);
    expect(records.of('shop', 'Tax')).toBe(sumOf((each) => each.account === DEDICATED && each.recordType === 'Tax'));
    expect(records.of('(unallocated)', 'Tax')).toBe(
      sumOf((each) => each.account !== DEDICATED && each.recordType === 'Tax'),
    );
    expect(records.of('shop', '(not fetched)')).toBe(sumOf((charge) => isShop(charge) && charge.account !== DEDICATED));
    const days = await costs(['project', 'day'], { account: [DEDICATED] });
    const [first] = october.filter(({ account }) => account === DEDICATED);
    const day = `2026-10-${String(first?.day).padStart(2, '0')}`;
    expect(days.of('shop', day)).toBe(sumOf((each) => each.account === DEDICATED && each.day === first?.day));
  });

  it('take filters by project and environment, ours too, and name what nobody has', async () => {
    expect((await costs(['service'], { project: ['shop'] })).total).toBe(sumOf(isShop));
    expect((await costs(['account'], { project: ['(untagged)', 'Shop'] })).rows.map(({ keys }) => keys[0])).toEqual([
      '000022223333',
      '111111111111',
    ]);
    const prod = await costs(['month'], { environment: ['prod'], project: ['shop'] });
    expect(prod.of('2026-10')).toBeGreaterThanOrEqual(sumOf((each) => each.account === DEDICATED && isUsage(each)));
    await expect(costs(['account'], { project: ['shop', 'nobody'] })).rejects.toMatchObject({
      code: 'not-found',
      errors: [{ field: 'project', message: 'nobody is not known' }],
    });
    await expect(costs(['account'], { environment: ['moon'] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(costs(['service', 'tag:app'], { project: ['shop'] })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('give a reader of a project the same total in every grouping, and no account of others', async () => {
    const scope = mintScope(db, new Set(), { units: new Set(), projects: new Set(['shop']) });
    const viewer: Viewer = { ...{ scope, role: 'viewer', name: 'viewer', via: 'token' }, units: new Set() };
    for (const groupBy of [...GROUPINGS, ['account'], ['service'], ['day'], ['tag:app'], ['ou']] as Dimension[][]) {
      const { rows, total } = await costs(groupBy, {}, viewer);
      expect(total).toBe(sumOf(isShop));
      expect(JSON.stringify(rows.map(({ keys, label }) => [keys, label]))).not.toMatch(/\d{12}|Shop|residual|Account/);
    }
  });

  it('give a reader of an account the same total in every grouping', async () => {
    const viewer: Viewer = {
      ...{ scope: mintScope(db, new Set(['000022223333'])), role: 'viewer', name: 'viewer', via: 'token' },
      units: new Set(),
    };
    for (const groupBy of GROUPINGS) {
      const { rows, total } = await costs(groupBy, {}, viewer);
      expect(total).toBe(sumOf(({ account }) => account === '000022223333'));
      expect(JSON.stringify(rows.map(({ keys }) => keys))).not.toMatch(/1{12}|residual/);
    }
  });

  it('are not fetched in a month that nobody derived', async () => {
    const fresh = await open();
    await storeBooks(fresh, { name: 'payer', charges, residual: RESIDUAL });
    const { of, total } = await costs(['project'], {}, administratorOf(fresh));
    expect(of('(not fetched)')).toBe(sumCharges(october, 'amortized'));
    expect(total).toBe(sumCharges(october, 'amortized') + RESIDUAL);
  });
});
