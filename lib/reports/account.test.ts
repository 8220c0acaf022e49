import { beforeAll, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { parseDecimal } from '@/lib/finance/money';
import type { Database } from '@/lib/store/database';
import { saveOrganization } from '@/lib/store/organization';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { locateSubject, readAccount } from './account';
import { amountsOfCharge, everyCharge, FIXTURE_NOW, smallOrganization, storeBooks } from './books-fixture';
import type { MonthlyCost, SubjectRef } from './shapes';

const charges = everyCharge(['2026-07', '2026-09', '2026-10']);
const query = { connection: null, months: { from: '2026-10', to: '2026-11' }, basis: 'amortized', key: '' } as const;
const [dev, prod, gone] = ['000022223333', '333344445555', '999900001111'];
const costOf = (
  month: string,
  accounts: readonly string[],
  keep: (service: string, record: string) => boolean = () => true,
) =>
  charges
    .filter((each) => each.month === month && accounts.includes(each.account) && keep(each.service, each.recordType))
    .reduce((sum, each) => sum + amountsOfCharge(each).amortized, 0n);
const sumAt = (rows: readonly MonthlyCost[], at: number) =>
  rows.reduce((sum, { amounts }) => sum + parseDecimal(amounts[at] ?? '0'), 0n);

eachDatabase('the page of an account', (open) => {
  let db: Database;
  let all: Viewer;
  let some: Viewer;
  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    some = { ...all, role: 'viewer', scope: mintScope(db, new Set([dev])), units: new Set() };
    const books = { name: 'payer', charges, organization: smallOrganization, estimated: ['2026-10'], residual: 5n };
    const { id } = await storeBooks(db, books);
    const accounts = smallOrganization.accounts.map((each) =>
      each.id === prod ? { ...each, parentId: 'r-ab12' } : each,
    );
    await saveOrganization(db, id, { ...smallOrganization, accounts }, '2026-10-20T05:00:00Z');
  });
  const read = async (subject: SubjectRef, viewer = all) => {
    const located = await locateSubject(viewer, query, subject, FIXTURE_NOW);
    if (located.kind !== 'located') throw new Error(located.kind);
    const report = await readAccount(located);
    if (report.kind !== 'account') throw new Error(report.kind);
    return report;
  };

  it('tells where it stands and what it costs, months missing as gaps', async () => {
    const report = await read({ kind: 'account', id: prod });
    expect(report).toMatchObject({
      name: 'shop-prod',
      email: `${prod}@example.com`,
      state: 'ACTIVE',
      joined: '2024-01-01',
    });
    expect(report.path).toEqual([{ id: null, name: 'Root' }]);
    expect(report.tags).toEqual([{ key: 'owner', value: 'shop-prod' }]);
    expect(report.history).toHaveLength(13);
    expect(report.history.slice(-4).map(({ state }) => state)).toEqual(['final', 'missing', 'final', 'estimated']);
    expect(report.place?.total && parseDecimal(report.place.total)).toBe(costOf('2026-10', [prod]));
    expect(report.events).toEqual([{ day: '2026-10-20', text: 'Moved from Production to Root.' }]);
    expect(report.badges.map(({ label }) => label)).toEqual(['moved']);
  });
  it('adds up to the same total by service and by class, in every month', async () => {
    const { services, classes } = await read({ kind: 'account', id: prod });
    for (const [at, month] of [
      [9, '2026-07'],
      [11, '2026-09'],
      [12, '2026-10'],
    ] as const) {
      expect(sumAt(services, at)).toBe(costOf(month, [prod]));
      expect(sumAt(classes, at)).toBe(costOf(month, [prod]));
    }
    expect(services.every(({ amounts }) => amounts[10] === null)).toBe(true);
    const lambda = services.find(({ key }) => key === 'AWS Lambda');
    expect(parseDecimal(lambda?.amounts[12] ?? '')).toBe(
      costOf('2026-10', [prod], (service, record) => service === 'AWS Lambda' && /Usage$/.test(record)),
    );
    expect(classes.map(({ key }) => key).slice(0, 3)).toEqual(['usage', 'commitment', 'support']);
  });
  it('covers the usage of its tag key', async () => {
    const [app] = (await read({ kind: 'account', id: prod })).coverage;
    const usage = (service: string, record: string) => /Usage$/.test(record) && service !== '';
    expect(app?.key).toBe('app');
    expect(parseDecimal(app?.usage ?? '')).toBe(costOf('2026-10', [prod], usage));
    expect(parseDecimal(app?.covered ?? '')).toBe(
      costOf('2026-10', [prod], (service, record) => usage(service, record) && service !== 'Quantum Toaster'),
    );
  });
  it('shows an account that left', async () => {
    const report = await read({ kind: 'account', id: gone });
    expect(report.path.map(({ name }) => name)).toEqual(['Root', 'Former accounts']);
    expect(report.lastSeen).toBe('2026-11-24');
    expect(report.place).toMatchObject({ rank: 1, siblings: 1, share: 1 });
  });
  it('shows an OU with what lies in it', async () => {
    const report = await read({ kind: 'ou', id: 'ou-ab12-11111111' });
    expect(report).toMatchObject({ name: 'Workloads', accounts: 2, email: null });
    expect(report.children.map(({ name }) => name)).toEqual(['shop-dev', 'Production']);
    // The OU as it was: in July and September the production account was in it.
    expect(sumAt(report.services, 12)).toBe(costOf('2026-10', [dev]));
    expect(sumAt(report.services, 11)).toBe(costOf('2026-09', [dev, prod]));
  });
  it('ranks among the siblings', async () => {
    const { place } = await read({ kind: 'account', id: prod });
    expect(place).toMatchObject({ parent: 'Root', siblings: 4 });
    const totals = [costOf('2026-10', ['111111111111']), costOf('2026-10', [dev]), costOf('2026-10', [gone])];
    expect(place?.rank).toBe(1 + totals.filter((total) => total > costOf('2026-10', [prod])).length);
  });
  it('is there only for a reader who may see it', async () => {
    expect((await read({ kind: 'account', id: dev }, some)).path.map(({ name }) => name)).toEqual([
      'Accounts you may see',
    ]);
    for (const subject of [
      { kind: 'account', id: prod },
      { kind: 'account', id: 'nobody' },
      { kind: 'ou', id: 'ou-ab12-11111111' },
    ] as const) {
      expect(await locateSubject(some, query, subject, FIXTURE_NOW)).toEqual({ kind: 'unknown-subject', subject });
    }
  });
});
