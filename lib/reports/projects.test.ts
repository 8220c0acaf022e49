import { beforeAll, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { BASES } from '@/lib/finance/basis';
import type { DerivedMonth } from '@/lib/finance/derive-month';
import { keyOfHome } from '@/lib/finance/home';
import { REVENUE } from '@/lib/finance/input-kind';
import { totalProjects } from '@/lib/finance/project-totals';
import { PROPOSED_POOLS } from '@/lib/finance/proposed-rules';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import type { Database } from '@/lib/store/database';
import { saveInputs } from '@/lib/store/finance-inputs';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { everyCharge, FIXTURE_NOW, smallOrganization, storeBooks, sumCharges } from './books-fixture';
import { deriveBooks } from './derived-fixture';
import type { ProjectsReport } from './project-shapes';
import { readProjects } from './projects';

const MONTHS = ['2026-08', '2026-09', '2026-10'];
const charges = everyCharge(MONTHS);
const RESIDUAL = 5_000_000_000n;
const october = { from: '2026-10', to: '2026-11' };

const rules: Rules = {
  ...EMPTY_RULES,
  dimensions: { project: ['app'], environment: ['env'] },
  projects: [{ id: 'shop', name: 'The shop', class: 'cogs', owner: 'ana@example.com' }],
  assignments: [
    {
      from: null,
      to: null,
      when: { kind: 'accounts', ids: ['333344445555'] },
      then: { project: 'shop', environment: 'prod' },
    },
    { from: null, to: null, when: { kind: 'accounts', ids: ['999900001111'] }, then: { pool: 'platform' } },
  ],
  pools: PROPOSED_POOLS,
};
const asked = (given: object = {}) => ({
  ...{ connection: null, currency: null, months: october, basis: 'amortized' as const },
  ...given,
});

eachDatabase('projects', (open) => {
  let db: Database;
  let all: Viewer;
  let derived: Map<string, DerivedMonth>;
  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    const connection = await storeBooks(db, {
      ...{ name: 'payer', charges, residual: RESIDUAL, organization: smallOrganization },
      noise: (cell) => BigInt((cell % 3) - 1),
    });
    derived = await deriveBooks(all.scope, connection, charges, rules);
    await saveInputs(db, REVENUE, [
      {
        month: '2026-10',
        entity: { kind: 'project', id: 'shop' },
        amount: 9_000_000_000_000n,
        currency: 'USD',
        source: '',
      },
      {
        month: '2026-10',
        entity: { kind: 'account', id: '333344445555' },
        amount: 1_000_000_000_000n,
        currency: 'USD',
        source: '',
      },
      { month: '2026-10', entity: { kind: 'account', id: '000022223333' }, amount: 7n, currency: 'USD', source: '' },
    ]);
  });

  const report = async (viewer: Viewer, given: object = {}): Promise<ProjectsReport> => {
    const found = await readProjects(viewer, asked(given), FIXTURE_NOW);
    if (found.kind !== 'projects') throw new Error(found.kind);
    return found;
  };
  const sum = (list: readonly { units: bigint }[]) => list.reduce((total, { units }) => total + units, 0n);

  it('and what has none add up to the control total, in every basis and over months', async () => {
    for (const basis of BASES) {
      for (const months of [october, { from: '2026-08', to: '2026-11' }]) {
        const { rows, sums, unallocated } = await report(all, { basis, months });
        const kept = charges.filter(({ month }) => month >= months.from);
        const control = sumCharges(kept, basis) + RESIDUAL * BigInt(months === october ? 1 : 3);
        expect(sums.control).toBe(control);
        expect(sums.residual).toBe(RESIDUAL * BigInt(months === october ? 1 : 3));
        expect(rows.reduce((total, row) => total + row.total, 0n) + sums.unallocated + (sums.residual ?? 0n)).toBe(
          control,
        );
        expect(sum(unallocated)).toBe(sums.unallocated);
        for (const row of rows) {
          expect(sum(row.environments)).toBe(row.direct);
          expect(sum(row.pools)).toBe(row.shared);
          expect(row.direct + row.shared).toBe(row.total);
        }
      }
    }
  });

  it('are what was derived of the month, with names, environments and pools', async () => {
    const month = derived.get('2026-10');
    if (!month) throw new Error('not derived');
    const expected = totalProjects(month.slices, month.split.shares);
    const { rows, sums } = await report(all);
    expect(rows.map(({ project, name, direct, total }) => [project, name, direct, total])).toEqual(
      expected.projects.map(({ project, direct, total }) => [
        project,
        project === 'shop' ? 'The shop' : project,
        direct.amortized,
        total.amortized,
      ]),
    );
    expect([sums.unallocated, sums.untagged]).toEqual([expected.unallocated.amortized, expected.untagged.amortized]);
    const shop = rows.find(({ project }) => project === 'shop');
    expect(shop).toMatchObject({ class: 'cogs', owner: 'ana@example.com', accounts: 3 });
    expect(shop?.environments.map(({ key }) => key)).toContain('prod');
    expect(shop?.pools.map(({ key }) => key)).toEqual(['charges', 'support', 'untagged']);
    expect(month.slices.some(({ home }) => keyOfHome(home) === 'pool:platform')).toBe(true);
  });

  it('compare with the month before, plainly and by day', async () => {
    const before = await report(all, { months: { from: '2026-09', to: '2026-10' } });
    const now = await report(all);
    expect(now.previous).toBe('2026-09');
    for (const row of now.rows) {
      const previous = before.rows.find(({ project }) => project === row.project)?.total ?? 0n;
      expect(row.previous).toBe(previous);
      expect(row.spark.slice(-2)).toEqual([previous, row.total]);
      expect(row.spark.slice(0, 10).every((each) => each === null)).toBe(true);
      const [total, base] = [Number(row.total), Number(previous)];
      if (base <= 0) expect(row.change).toBeNull();
      else {
        expect(row.change).toBeCloseTo(total / base - 1, 5);
        expect(row.perDayChange).toBeCloseTo(total / 31 / (base / 30) - 1, 5);
      }
    }
    expect((await report(all, { months: { from: '2026-08', to: '2026-11' } })).previous).toBeNull();
  });

  it('earn what was entered for them and for accounts of their own, and no margin on nothing', async () => {
    const { rows } = await report(all);
    const shop = rows.find(({ project }) => project === 'shop');
    expect(shop?.revenue).toBe(10_000_000_000_000n);
    expect(shop?.profit).toBe(10_000_000_000_000n - (shop?.total ?? 0n));
    expect(shop?.margin).toBeCloseTo(Number(shop?.profit) / 1e13, 5);
    const other = rows.find(({ project }) => project === 'Shop');
    expect([other?.revenue, other?.profit, other?.margin]).toEqual([0n, -(other?.total ?? 0n), null]);
  });

  it('are covered by what is tagged of their usage', async () => {
    const { rows } = await report(all);
    expect(rows.find(({ project }) => project === 'Shop')?.coverage).toBe(1);
    const usage = charges.filter(
      ({ month, recordType, account, app }) =>
        month === '2026-10' &&
        /Usage/.test(recordType) &&
        (account === '333344445555' || (app === 'shop' && account !== '999900001111')),
    );
    const tagged = usage.filter(({ app }) => app !== '');
    const share = Number(sumCharges(tagged, 'amortized')) / Number(sumCharges(usage, 'amortized'));
    expect(rows.find(({ project }) => project === 'shop')?.coverage).toBeCloseTo(share, 4);
  });

  it('show a reader of some accounts what lies in them, and nothing of the whole', async () => {
    const viewer: Viewer = {
      ...{ scope: mintScope(db, new Set(['000022223333'])), role: 'viewer', name: 'viewer', via: 'token' },
      units: new Set(),
    };
    const found = await report(viewer);
    expect([found.whole, found.sums.residual, found.sums.control]).toEqual([false, null, null]);
    const own = charges.filter(({ month, account }) => month === '2026-10' && account === '000022223333');
    const month = derived.get('2026-10');
    const moved = (side: string) =>
      (month?.split.shares ?? [])
        .filter((share) => share.side === side && share.account === '000022223333')
        .reduce((total, { amounts }) => total + amounts.amortized, 0n);
    const total = found.rows.reduce((all_, row) => all_ + row.total, 0n) + found.sums.unallocated;
    expect(total).toBe(sumCharges(own, 'amortized') + moved('in') - moved('out'));
    expect(found.rows.map(({ revenue, profit }) => [revenue, profit])).toEqual(found.rows.map(() => [null, null]));
  });

  it('show a reader of a project all of it, in accounts that are not theirs too', async () => {
    const scope = mintScope(db, new Set(), { units: new Set(), projects: new Set(['shop']) });
    const found = await report({ ...{ scope, role: 'viewer', name: 'viewer', via: 'token' }, units: new Set() });
    const whole = await report(all);
    const shop = whole.rows.find(({ project }) => project === 'shop');
    expect(found.rows.map(({ project, direct, total }) => [project, direct, total])).toEqual([
      ['shop', shop?.direct, shop?.total],
    ]);
    expect([found.unallocated, found.sums.unallocated]).toEqual([[], 0n]);
    // What was entered for the account that is its own lies inside it.
    expect(found.rows[0]?.revenue).toBe(10_000_000_000_000n);
    expect(found.rows[0]?.environments).toEqual(shop?.environments);
  });

  it('say which months nobody derived, whose cost is unallocated', async () => {
    const fresh = await open();
    await storeBooks(fresh, { name: 'payer', charges, residual: RESIDUAL });
    const found = await report(administratorOf(fresh));
    expect(found.rows).toEqual([]);
    expect(found.behind).toEqual([{ connection: 'payer', month: '2026-10' }]);
    expect(new Set(found.unallocated.map(({ reason }) => reason))).toEqual(new Set(['not-derived']));
    expect(found.sums.unallocated + (found.sums.residual ?? 0n)).toBe(found.sums.control);
  });
});
