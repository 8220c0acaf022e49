import { beforeAll, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import type { Entity } from '@/lib/finance/entity';
import { BUDGET, REVENUE } from '@/lib/finance/input-kind';
import { formatDecimal } from '@/lib/finance/money';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { saveCompanySettings } from '@/lib/store/company-settings';
import type { Database } from '@/lib/store/database';
import { saveInputs } from '@/lib/store/finance-inputs';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { type Charge, everyCharge, FIXTURE_NOW, smallOrganization, storeBooks, sumCharges } from './books-fixture';
import { readBudgets } from './budget-report';
import { deriveBooks } from './derived-fixture';
import { reportInputs } from './input-sheet';
import { readPlan } from './overview-plan';

const months = ['2026-08', '2026-09', '2026-10'];
const charges = everyCharge(months);
const [DEV, PROD] = ['000022223333', '333344445555'];
const UNIT = 'ou-ab12-11111111';
const rules: Rules = {
  ...EMPTY_RULES,
  dimensions: { project: ['app'], environment: [] },
  projects: [{ id: 'shop', name: 'The shop', class: null, owner: null }],
};
const costOf = (keep: (charge: Charge) => boolean) => sumCharges(charges.filter(keep), 'amortized');
const account = (id: string): Entity => ({ kind: 'account', id });
const budget = (month: string, entity: Entity, dollars: bigint) => ({
  ...{ month, entity, amount: dollars * 1_000_000_000n, currency: 'USD' },
});

eachDatabase('budgets against what was spent', (open) => {
  let db: Database;
  let all: Viewer;
  let connection = '';
  const read = (from: string, to: string) =>
    readBudgets(all, { connection: null, basis: 'amortized', months: { from, to } }, FIXTURE_NOW);

  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    const stored = await storeBooks(db, { name: 'payer', charges, organization: smallOrganization });
    connection = stored.id;
    await deriveBooks(all.scope, stored, charges, rules);
    await saveInputs(db, BUDGET, [
      budget('2026-09', account(DEV), 400n),
      budget('2026-10', account(DEV), 500n),
      budget('2026-10', account(PROD), 300n),
      budget('2026-12', account(PROD), 900n),
      { ...budget('2026-10', account(DEV), 1n), month: '2026-07' },
    ]);
  });

  it('are the months that have one, against the account’s own charges in these', async () => {
    const [report, ...others] = await read('2026-09', '2026-11');
    expect([report?.currency, others]).toEqual(['USD', []]);
    const line = report?.lines.find(({ entity }) => entity === `account:${DEV}`);
    const actual = costOf((each) => each.account === DEV && each.month >= '2026-09');
    expect(line).toMatchObject({ name: 'shop-dev', given: true, parts: null, budget: 900_000_000_000n });
    expect(line?.variance).toMatchObject({ months: 2, actual, budget: 900_000_000_000n });
    expect(line?.variance?.difference).toBe(actual - 900_000_000_000n);
  });

  it('of a unit without one are the sum of its parts, against all that it holds in the months of these', async () => {
    const [report] = await read('2026-10', '2026-11');
    const unit = report?.lines.find(({ entity }) => entity === `ou:${UNIT}`);
    const inside = (each: Charge) => each.month === '2026-10' && [DEV, PROD].includes(each.account);
    expect(unit).toMatchObject({ name: 'Workloads', given: false, parts: 800_000_000_000n, budget: 800_000_000_000n });
    expect(unit?.variance?.actual).toBe(costOf(inside));
    expect(report?.whole?.variance).toMatchObject({ actual: costOf(inside), budget: 800_000_000_000n });
  });

  it('say of a month that is not in the books that it is unknown, and of one to come nothing yet', async () => {
    const [report] = await read('2026-07', '2027-01');
    const [dev, prod] = [DEV, PROD].map((id) => report?.lines.find(({ entity }) => entity === `account:${id}`));
    expect(dev?.unknown).toEqual(['2026-07']);
    expect(dev?.variance?.months).toBe(2);
    expect(prod).toMatchObject({ unknown: [], budget: 1_200_000_000_000n });
    expect(prod?.variance?.budget).toBe(300_000_000_000n);
  });

  it('are none where nobody planned, and not for a reader of some accounts', async () => {
    const some: Viewer = { ...all, role: 'viewer', scope: mintScope(db, new Set([DEV])), units: new Set() };
    await expect(
      readBudgets(
        some,
        { connection: null, basis: 'amortized', months: { from: '2026-09', to: '2026-11' } },
        FIXTURE_NOW,
      ),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const [report] = await read('2026-01', '2026-02');
    expect(report?.lines ?? []).toEqual([]);
  });

  it('stand in the grid of their fiscal year, beside the projects that rules name', async () => {
    await saveCompanySettings(db, { fiscalYearStart: 10, tax: 'cost' });
    const sheet = await reportInputs(all, 'budget', { connection: null, months: null }, FIXTURE_NOW);
    if (sheet.kind !== 'sheet') throw new Error(sheet.kind);
    expect(sheet.months).toEqual({ from: '2026-10', to: '2027-10' });
    expect([sheet.currencies, sheet.mayChange, sheet.closed]).toEqual([['USD'], true, []]);
    const dev = sheet.rows.find(({ entity }) => entity === `account:${DEV}`);
    expect(dev).toMatchObject({ name: 'shop-dev', cells: { '2026-10': { amount: '500', currency: 'USD' } } });
    expect(dev?.cells['2026-09']).toBeUndefined();
    expect(sheet.rows.find(({ entity }) => entity === 'project:shop')).toMatchObject({ name: 'The shop', cells: {} });
    await saveCompanySettings(db, { fiscalYearStart: 1, tax: 'cost' });
  });

  it('and revenue give the overview its pace and its margin', async () => {
    const asked = { connection, currency: 'USD', basis: 'amortized', month: '2026-10', lastFull: '2026-10' } as const;
    const before = await readPlan(all, asked, FIXTURE_NOW);
    expect(before.margin).toBeNull();
    const actual = costOf(
      ({ month, account: id }) => (id === DEV && month >= '2026-09') || (id === PROD && month === '2026-10'),
    );
    expect(before.pace).toMatchObject({ actual: formatDecimal(actual), budget: '1200' });
    const shop = { kind: 'project', id: 'shop' } as const;
    const amount = 2n * costOf(({ month }) => month === '2026-10');
    await saveInputs(db, REVENUE, [{ month: '2026-10', entity: shop, amount, currency: 'USD', source: '' }]);
    const { margin } = await readPlan(all, asked, FIXTURE_NOW);
    expect(margin).toMatchObject({ of: 'profit', revenue: formatDecimal(amount), profit: formatDecimal(amount / 2n) });
    expect(margin?.share).toBeCloseTo(0.5, 6);
  });
});
