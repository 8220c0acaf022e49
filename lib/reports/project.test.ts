import { beforeAll, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { BUDGET, DRIVER, OUTSIDE_COST } from '@/lib/finance/input-kind';
import { parseDecimal } from '@/lib/finance/money';
import { PROPOSED_POOLS } from '@/lib/finance/proposed-rules';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import type { Source } from '@/lib/finance/statement/explanation-source';
import type { Database } from '@/lib/store/database';
import { saveInputs } from '@/lib/store/finance-inputs';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { type Charge, everyCharge, FIXTURE_NOW, smallOrganization, storeBooks, sumCharges } from './books-fixture';
import { deriveBooks } from './derived-fixture';
import { whyOf } from './figure-evidence';
import { projectGroups } from './overview-projects';
import { readProject } from './project';
import type { ProjectReport } from './project-report';
import { readTagDoctor } from './tag-doctor';

const charges = everyCharge(['2026-09', '2026-10']);
const october = charges.filter(({ month }) => month === '2026-10');
const DEDICATED = '333344445555';
const held = { from: null, to: null };
const rules: Rules = {
  ...EMPTY_RULES,
  dimensions: { project: ['app'], environment: [] },
  projects: [
    { id: 'shop', name: 'The shop', class: 'cogs', owner: 'ana@example.com' },
    { id: 'idle', name: 'Idle', class: null, owner: null },
  ],
  assignments: [
    { ...held, when: { kind: 'accounts', ids: [DEDICATED] }, then: { project: 'shop', environment: 'prod' } },
  ],
  pools: PROPOSED_POOLS,
};
const query = { connection: null, currency: null, months: null, basis: 'amortized' } as const;
const isUsage = ({ recordType }: Charge) => chargeClassOf(recordType) === 'usage';
const sumOf = (keep: (charge: Charge) => boolean) => sumCharges(october.filter(keep), 'amortized');
const sum = (list: readonly { readonly units: bigint }[]) => list.reduce((all, { units }) => all + units, 0n);

eachDatabase('a project', (open) => {
  let db: Database;
  let all: Viewer;
  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    const connection = await storeBooks(db, { name: 'payer', charges, residual: 9n, organization: smallOrganization });
    await deriveBooks(all.scope, connection, charges, rules);
    const entity = { kind: 'project', id: 'shop' } as const;
    await saveInputs(db, DRIVER, [
      { month: '2026-10', entity, driver: 'orders', quantity: 4_000_000_000n },
      { month: '2026-09', entity, driver: 'orders', quantity: 0n },
    ]);
    const money = { entity, currency: 'USD' };
    await saveInputs(db, OUTSIDE_COST, [
      { ...money, from: '2026-09', to: '2026-11', vendor: 'Pager', amount: 3_000_000_000n },
    ]);
    await saveInputs(db, BUDGET, [{ ...money, month: '2026-10', amount: 7_000_000_000n }]);
  });
  const read = async (id: string, viewer = all): Promise<ProjectReport> => {
    const found = await readProject(viewer, query, id, FIXTURE_NOW);
    if (found.kind !== 'project') throw new Error(found.kind);
    return found;
  };

  it('is told by account, service, pool and month to the same amounts', async () => {
    const { figures, accounts, services, pools, direct, shared, history } = await read('shop');
    expect(figures.name).toBe('The shop');
    expect(accounts.reduce((total, each) => total + each.total, 0n)).toBe(figures.total);
    expect(accounts.reduce((total, each) => total + each.direct, 0n)).toBe(figures.direct);
    expect(sum(services)).toBe(figures.direct);
    expect(sum(pools)).toBe(figures.shared);
    expect(history.at(-1)).toEqual({ month: '2026-10', state: 'final' });
    expect([direct.at(-1), shared.at(-1)]).toEqual([figures.direct, figures.shared]);
    expect(direct.slice(0, -2).every((each) => each === null)).toBe(true);
    const own = accounts.find(({ account }) => account === DEDICATED);
    expect(own).toMatchObject({ share: 1, rule: expect.stringContaining(DEDICATED) });
    expect(pools.find(({ key }) => key === 'charges')).toMatchObject({
      takes: 'charges that are not usage of all mixed accounts',
      method: 'in proportion to their usage',
    });
  });

  it('knows the tag values that mean it, beyond the account that is its own', async () => {
    const { values } = await read('shop');
    const usage = sumOf((charge) => isUsage(charge) && charge.app === 'shop' && charge.account !== DEDICATED);
    expect(values).toEqual([{ key: 'app', raw: 'shop', units: usage, rule: null }]);
  });

  it('costs so much a unit, with what is paid outside AWS beside it', async () => {
    const { drivers, figures, outside, budget } = await read('shop');
    const [orders] = drivers;
    expect(orders?.quantities.slice(-2)).toEqual([0n, 4_000_000_000n]);
    expect(orders?.unitCosts.slice(-2)).toEqual([null, figures.total / 4n]);
    expect(outside).toEqual([{ vendor: 'Pager', units: 1_500_000_000n }]);
    expect(budget).toBe(7_000_000_000n);
  });

  it('is there when rules name it, and not when nobody does', async () => {
    expect((await read('idle')).figures).toMatchObject({ name: 'Idle', total: 0n, accounts: 0 });
    expect(await readProject(all, query, 'SHOP', FIXTURE_NOW)).toMatchObject({ kind: 'unknown-project' });
  });

  it('hides accounts beyond a reader of the project, and itself from others', async () => {
    const viewer = (projects: string[], accounts: string[] = []): Viewer => ({
      scope: mintScope(db, new Set(accounts), { units: new Set(), projects: new Set(projects) }),
      ...{ role: 'viewer', name: 'viewer', via: 'token', units: new Set() },
    });
    const { accounts, figures, whole } = await read('shop', viewer(['shop']));
    expect(accounts.map(({ account, name, total }) => [account, name, total])).toEqual([
      [null, 'Accounts beyond your scopes', figures.total],
    ]);
    expect(whole).toBe(false);
    expect(await readProject(viewer(['shop']), query, 'Shop', FIXTURE_NOW)).toMatchObject({ kind: 'unknown-project' });
    const part = await read('shop', viewer([], ['000022223333']));
    expect(part.accounts.map(({ account }) => account)).toEqual(['000022223333']);
    expect([part.figures.revenue, part.figures.owner, figures.owner]).toEqual([null, null, 'ana@example.com']);
  });

  it('tells a reader of a part no rule, which name other accounts and projects, but that there is one', async () => {
    const scope = mintScope(db, new Set([DEDICATED]), { units: new Set(), projects: new Set(['shop']) });
    const some: Viewer = { scope, role: 'viewer', name: 'viewer', via: 'token', units: new Set() };
    const [own, whole] = [await read('shop', some), await read('shop')];
    const ruleOf = ({ accounts }: ProjectReport) => accounts.find(({ account }) => account === DEDICATED)?.rule;
    expect(ruleOf(own)).toBe('a rule of the organization');
    expect(ruleOf(whole)).toBe(`account ${DEDICATED} → project shop, environment prod`);
    expect(new Set(own.pools.map(({ takes, targets }) => `${takes}${targets}`))).toEqual(
      new Set(['cost that is shared']),
    );
    expect(whole.pools.map(({ takes }) => takes)).toContain('support charges');
    const seat = { connection: 'payer', account: null, home: 'project:shop' };
    const ruled = [{ month: '2026-10', rule: 0 }];
    const slice: Source = {
      ...{ kind: 'slice', chargeClass: 'usage', ...seat, months: ['2026-10'], rules: [0], cubes: [], ruled },
    };
    expect(whyOf(some, slice, () => ({ rules, frozen: false }))).toBe('By a rule of the organization');
    expect(whyOf(all, slice, () => ({ rules, frozen: false }))).toContain(DEDICATED);
  });

  it('stands in the months of the overview, which add up to the books', async () => {
    const connection = (await read('shop')).connections[0]?.connection.id ?? '';
    const history = [
      { month: '2026-08', state: 'missing' },
      { month: '2026-10', state: 'final' },
    ] as const;
    const groups = await projectGroups(all, connection, history, 'amortized');
    expect(groups?.map(({ key }) => key)).toEqual(['project:shop', 'project:Shop']);
    const total = (groups ?? []).reduce((units, { amounts }) => units + parseDecimal(amounts[1] ?? ''), 0n);
    expect(total).toBe(sumCharges(october, 'amortized'));
    expect(groups?.every(({ amounts }) => amounts[0] === null)).toBe(true);
    const none = await open();
    const bare = await storeBooks(none, { name: 'bare', charges });
    expect(await projectGroups(administratorOf(none), bare.id, history, 'amortized')).toBeNull();
  });

  it('has a doctor for its tags: coverage, what is untagged, and spelling', async () => {
    const doctor = await readTagDoctor(all, query, FIXTURE_NOW);
    if (doctor.kind !== 'tag-doctor') throw new Error(doctor.kind);
    expect(doctor.usage).toBe(sumOf(isUsage));
    expect(doctor.keys[0]).toMatchObject({
      ...{ key: 'app', chain: { dimension: 'project', place: 1 } },
      covered: sumOf((charge) => isUsage(charge) && charge.app !== ''),
    });
    const mixed = (charge: Charge) => charge.account !== DEDICATED;
    expect(doctor.untagged).toBe(sumOf((charge) => mixed(charge) && isUsage(charge) && charge.app === ''));
    expect(doctor.withAccountTag).toBe(sumOf((charge) => mixed(charge) && (!isUsage(charge) || charge.app === '')));
    expect(doctor.accounts.map(({ account }) => account)).toEqual(['999900001111', '000022223333', '111111111111']);
    expect(sum(doctor.services)).toBe(doctor.untagged);
    const spelt = sumOf((charge) => isUsage(charge) && charge.app === 'Shop');
    expect(doctor.variants).toMatchObject([
      {
        ...{ dimension: 'project', raw: 'Shop', target: 'shop', reason: 'case', units: spelt },
        moves: spelt - sumOf((charge) => !mixed(charge) && isUsage(charge) && charge.app === 'Shop'),
      },
    ]);
    const viewer: Viewer = { ...all, scope: mintScope(db, new Set(['1'])), role: 'viewer' };
    await expect(readTagDoctor(viewer, query, FIXTURE_NOW)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
