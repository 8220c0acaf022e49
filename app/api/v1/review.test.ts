import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { parseDecimal } from '@/lib/finance/money';
import { readCarveOut } from '@/lib/reports/carve-out';
import { readReviewHistory } from '@/lib/reports/review-history';
import { acceptFinding, withdrawAcceptance } from '@/lib/store/accepted-findings';
import { listConnections } from '@/lib/store/connections';
import { type Company, charge, openCompany } from './company-fixture';
import * as costs from './costs/route';
import * as file from './exports/review.csv/route';
import * as review from './review/route';
import { ask, problemIn, tokenOf } from './route-fixture';

vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 });
vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });

const [SHARED, SHOP, MAIL] = ['400000000004', '500000000005', '600000000006'];
const SES = { service: 'Amazon Simple Email Service' };

const lines = ['2026-08', '2026-09', '2026-10'].flatMap((month) => [
  charge(SHARED, month, '60', { app: 'shop', env: 'prod' }),
  charge(SHARED, month, '25', { app: 'lab', env: 'dev' }),
  charge(SHARED, month, '15'),
  charge(SHARED, month, '4', {}, { recordType: 'Tax' }),
  charge(SHOP, month, '40', { app: 'shop', env: 'prod' }),
  charge(MAIL, month, '30', { app: 'shop', env: 'prod' }, SES),
  charge(MAIL, month, '20', { app: 'lab', env: 'prod' }, SES),
]);

type Finding = {
  rule: string;
  severity: string;
  subject: { id: string };
  cost: string;
  evidence: { label: string; amount: string | null; costs: string | null; href: string | null }[];
};

let company: Company;
let token: string;
beforeAll(async () => {
  company = await openCompany();
  token = await tokenOf(company.db, 'executive');
  await company.saveRules({
    dimensions: { project: ['app'], environment: ['env'] },
    projects: [
      { id: 'shop', name: 'Shop', class: 'cogs' },
      { id: 'lab', name: 'Lab', class: 'rnd' },
    ],
  });
});

const read = async (query = '') => (await ask(review.GET, `/review${query}`, { token })).json;
const of = (findings: Finding[], rule: string, id: string) =>
  findings.find((each) => each.rule === rule && each.subject.id === id);

describe('/review', () => {
  it('is empty in a store without a connection, and without a score', async () => {
    expect(await read()).toMatchObject({ currency: null, score: null, findings: [] });
    const { text } = await ask(file.GET, '/exports/review.csv', { token });
    expect(parse(text, { bom: true })).toHaveLength(1);
  });

  it('finds what the books show, in figures that /costs has too', async () => {
    const payer = await company.addPayer('payer', { currency: 'USD', lines });
    expect(await payer.sync()).toBe('succeeded');
    const { findings, score, from, to } = await read('?basis=unblended');
    expect([from, to]).toEqual(['2026-10', '2026-11']);
    expect(score).toBeLessThan(100);
    expect(of(findings, 'projects-mixed', SHARED)?.cost).toBe('40');
    expect(of(findings, 'production-mixed-account', SHARED)).toMatchObject({ severity: 'high', cost: '25' });
    expect(of(findings, 'untagged-spend', SHARED)?.cost).toBe('15');
    expect(of(findings, 'research-mixed', SHARED)?.cost).toBe('25');
    expect(of(findings, 'shared-sender', MAIL)?.cost).toBe('50');
    const ofShop: Finding[] = findings.filter(({ subject }: Finding) => subject.id === SHOP);
    expect(ofShop.filter(({ rule }) => /mixed|untagged|sender/.test(rule))).toEqual([]);
    let compared = 0;
    for (const { amount, costs: path, href } of findings.flatMap((each: Finding) => each.evidence)) {
      if (href !== null) expect(href).toMatch(/^\/(accounts|projects|statements|shared)/);
      if (path === null) continue;
      const { json } = await ask(costs.GET, path.replace('/api/v1', ''), { token });
      expect([path, parseDecimal(json.total)]).toEqual([path, parseDecimal(amount)]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(8);
  });

  it('advises on mixed accounts by their own figures', async () => {
    const { advice } = await read('?basis=unblended');
    const found = advice.find(({ account }: { account: string }) => account === SHARED);
    expect(found).toMatchObject({
      ...{ advice: 'separate-environments', moreAccounts: 1, total: '104', usage: '100', tagged: '85', inexact: '19' },
      projects: [
        { project: 'shop', usage: '60' },
        { project: 'lab', usage: '25' },
      ],
    });
    expect(advice.map(({ account }: { account: string }) => account)).toEqual([SHARED, MAIL]);
  });

  it('tells what would go with a project if it left', async () => {
    const query = { connection: null, currency: null, months: null, basis: 'unblended' } as const;
    const found = await readCarveOut(administratorOf(company.db), query, 'shop');
    const units = (amount: string) => parseDecimal(amount);
    expect(found?.carve).toMatchObject({ direct: units('130'), own: units('40'), scattered: units('90') });
    expect(found?.carve.separability).toBe(307);
    expect(found?.carve).toMatchObject({ discounts: 0n, planSavings: 0n, alone: units('130') });
    expect(found?.carve.accounts.map(({ account }) => account)).toEqual([SHARED, SHOP, MAIL]);
  });

  it('is of the months and the basis that are asked for', async () => {
    const { findings, basis } = await read('?from=2026-09&to=2026-11&basis=unblended');
    expect(basis).toBe('unblended');
    expect(parseDecimal(of(findings, 'projects-mixed', SHARED)?.cost ?? '')).toBe(parseDecimal('80'));
  });

  it('leaves out what is accepted until its end, in the score of every month', async () => {
    const viewer = administratorOf(company.db);
    const range = { from: '2026-10', to: '2026-11' };
    const query = { connection: null, currency: null, months: range, basis: 'unblended' } as const;
    const months = ['2026-08', '2026-09', '2026-10'];
    const scores = async (now?: Date) =>
      (await readReviewHistory(viewer, query, now)).filter(({ month }) => months.includes(month));
    const before = await scores();
    expect(before.map(({ month }) => month)).toEqual(months);
    const october = await read('?basis=unblended&from=2026-10&to=2026-11');
    expect(before.at(-1)).toEqual({ month: '2026-10', score: october.score, findings: october.findings.length });
    const id = (await listConnections(viewer.scope))[0]?.id ?? '';
    const accepted = { connectionId: id, rule: 'shared-sender', subject: `account:${MAIL}`, reason: 'few addresses' };
    await acceptFinding(company.db, {
      ...{ ...accepted, until: '2027-02-01', acceptedBy: 'ana', acceptedAt: '2026-11-24T12:00:00.000Z' },
    });
    const after = await read('?basis=unblended&from=2026-10&to=2026-11');
    expect(of(after.findings, 'shared-sender', MAIL)).toBeUndefined();
    expect(after.accepted).toMatchObject([{ rule: 'shared-sender', accepted: { until: '2027-02-01', by: 'ana' } }]);
    expect(after.score).toBeGreaterThan(october.score);
    expect((await scores()).at(-1)?.score).toBe(after.score);
    expect(await scores(new Date('2027-01-31T12:00:00Z'))).toEqual(await scores());
    expect(await scores(new Date('2027-02-01T12:00:00Z'))).toEqual(before);
    await withdrawAcceptance(company.db, accepted);
    expect(await scores()).toEqual(before);
  });

  it('is the same as a file, with what is at stake once for each finding', async () => {
    const { findings } = await read();
    const { text } = await ask(file.GET, '/exports/review.csv', { token });
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    const stakes = rows.filter((row) => row['at stake'] !== '');
    expect(stakes.map((row) => [row.rule, row.id, row['at stake']])).toEqual(
      findings.map(({ rule, subject, cost }: Finding) => [rule, subject.id, cost]),
    );
    expect(rows).toHaveLength(findings.flatMap(({ evidence }: Finding) => evidence).length);
  });

  it('is for those who see every account', async () => {
    const scoped = await tokenOf(company.db, 'viewer', [`account:${SHARED}`]);
    for (const handler of [review.GET, file.GET])
      expect(problemIn(await ask(handler, '/review', { token: scoped })).status).toBe(403);
  });

  it('refuses what it does not know, and months that are not there', async () => {
    expect(problemIn(await ask(review.GET, '/review?severity=high', { token })).status).toBe(400);
    expect(problemIn(await ask(review.GET, '/review?from=2020-01&to=2020-02', { token })).status).toBe(404);
  });
});
