import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readRules } from '@/lib/finance/rules-document';
import { previewLastMonths } from '@/lib/sync/rules-preview';
import { NOON } from '@/lib/sync/world-fixture';
import { type Company, charge, openCompany } from './company-fixture';

vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 });

const MONTHS = ['2026-08', '2026-09', '2026-10'];
const [CHANGED, LABELLED, TWICE, OTHER] = ['400000000004', '500000000005', '600000000006', '700000000007'];
const whole = (amount: number): bigint => BigInt(Math.round(amount * 1000)) * 1_000_000n;

const lines = MONTHS.flatMap((month) => [
  charge(CHANGED, month, '10', { app: 'web', env: 'prod' }),
  charge(CHANGED, month, '5'),
  charge(CHANGED, month, '2', {}, { recordType: 'Tax' }),
  charge(CHANGED, month, '1', {}, { recordType: 'Support' }),
  charge(LABELLED, month, '20', { app: 'web', env: 'prod' }),
  charge(LABELLED, month, '7', { env: 'prod' }),
  charge(TWICE, month, '30', { app: 'web' }),
  charge(OTHER, month, '60', { app: 'web' }),
]);
const chains = { dimensions: { project: ['app'], environment: ['env'] } };
const accounts = (...ids: string[]) => ({ when: { accounts: ids } });

let company: Company;
beforeAll(async () => {
  company = await openCompany();
  await company.saveRules(chains);
  const payer = await company.addPayer('payer', { currency: 'USD', lines });
  expect(await payer.sync()).toBe('succeeded');
});

describe('a rule on accounts', () => {
  it('that ends makes a dedicated account mixed from that month on: its tags count, its charges are its own pool', async () => {
    const dedicated = { ...accounts(CHANGED), then: { project: 'shop' }, to: '2026-10' };
    await company.saveRules({ ...chains, assignments: [dedicated] });
    const september = await company.projectsOf('2026-09');
    expect(september.rows.get('shop')?.direct).toBe(whole(18));
    expect(september.rows.get('web')?.direct).toBe(whole(20 + 30 + 60));
    expect([september.untagged, september.unallocated]).toEqual([whole(7), whole(7)]);
    const october = await company.projectsOf('2026-10');
    expect([...october.rows.keys()]).toEqual(['web']);
    expect(october.rows.get('web')?.direct).toBe(whole(10 + 20 + 30 + 60));
    expect([october.untagged, october.unallocated]).toEqual([whole(5 + 7), whole(5 + 7 + 3)]);
    const found = await company.costsBy(['project', 'chargeClass'], '2026-10');
    expect([found.get('(unallocated) | tax'), found.get('(unallocated) | support')]).toEqual([whole(2), whole(1)]);
  });

  it('that gives an environment only leaves the account mixed, and holds for all its usage, whatever its tags say', async () => {
    await company.saveRules({ ...chains, assignments: [{ ...accounts(LABELLED), then: { environment: 'dev' } }] });
    const { rows, untagged } = await company.projectsOf('2026-10');
    expect(rows.get('web')?.environments).toEqual({
      prod: whole(10),
      dev: whole(20),
      '(untagged)': whole(30 + 60),
    });
    expect(untagged).toBe(whole(5 + 7));
    const found = await company.costsBy(['project', 'environment'], '2026-10', `&account=${LABELLED}`);
    expect([...found].sort()).toEqual([
      ['(untagged) | dev', whole(7)],
      ['web | dev', whole(20)],
    ]);
  });

  it('comes after an earlier one that matches too, for each dimension, and is told so', async () => {
    const document = {
      ...chains,
      assignments: [
        { ...accounts(TWICE), then: { project: 'first' } },
        { ...accounts(TWICE, OTHER), then: { project: 'second', environment: 'test' } },
        { ...accounts(OTHER), then: { pool: 'third' } },
        { when: { accountName: `^${TWICE}$` }, then: { project: 'fourth' } },
      ],
    };
    expect(await company.saveRules(document)).toEqual([
      'assignments[0].then.project: project first is not listed and has no cost (yet): it exists by that id',
      'assignments[1].then.project: project second is not listed and has no cost (yet): it exists by that id',
      'assignments[3].then.project: project fourth is not listed and has no cost (yet): it exists by that id',
      'assignments[2].when: can never count: assignments[1] has the same condition and comes first',
      'assignments[2].then.pool: no pool has the source third in these months: what goes there stays unallocated',
    ]);
    const { rows } = await company.projectsOf('2026-10');
    expect(rows.get('first')).toMatchObject({ direct: whole(30), environments: { test: whole(30) } });
    expect(rows.get('second')).toMatchObject({ direct: whole(60), environments: { test: whole(60) } });
    expect([...rows.keys()]).not.toContain('fourth');
    const reading = readRules(document);
    if (!reading.ok) throw new Error('rules');
    const [preview] = await previewLastMonths(company.db, reading.rules, new Date(NOON));
    expect(preview?.preview.rules.map(({ caught, taken }) => [caught.length, taken.map(({ by }) => by)])).toEqual([
      [1, []],
      [2, [0]],
      [0, [1]],
      [0, [0]],
    ]);
  });
});

describe('a project', () => {
  it('that is deleted while rules name it goes on by its id, and every place that names it says so', async () => {
    const rules = {
      ...chains,
      assignments: [{ ...accounts(OTHER), then: { project: 'gone' } }],
      pools: [
        { id: 'rest', source: { untagged: 'all' }, method: 'fixed', weights: { gone: 75, web: 25 } },
        { id: 'tax', source: { chargeClass: 'tax' }, method: 'even', targets: ['web', 'gone'] },
      ],
    };
    const listed = { id: 'gone', name: 'Not yet gone', class: 'cogs', owner: 'ana@example.com' };
    expect(await company.saveRules({ ...rules, projects: [listed] })).toEqual([]);
    const before = await company.projectsOf('2026-10');
    expect(before.json.rows[0]).toMatchObject({ project: 'gone', name: 'Not yet gone', class: 'cogs' });
    const message = 'project gone is not listed any more: it goes on by that id, without its name, class and owner';
    expect(await company.saveRules(rules)).toEqual([
      `assignments[0].then.project: ${message}`,
      `pools[0].weights.gone: ${message}`,
      `pools[1].targets[1]: ${message}`,
    ]);
    const after = await company.projectsOf('2026-10');
    expect(after.json.rows[0]).toMatchObject({ project: 'gone', name: 'gone', class: null, owner: null });
    expect(after.rows).toEqual(before.rows);
    expect(after.rows.get('gone')).toMatchObject({ direct: whole(60), shared: whole(9 + 1) });
  });
});

describe('the weights of a pool', () => {
  const untagged = { id: 'rest', source: { untagged: 'all' } };
  const dedicated = [
    { ...accounts(TWICE), then: { project: 'small' } },
    { ...accounts(OTHER), then: { project: 'large' } },
  ];
  const rulesOf = (pool: object) => ({ ...chains, assignments: dedicated, pools: [{ ...untagged, ...pool }] });
  const shared = async () => {
    const { rows, unallocated } = await company.projectsOf('2026-10');
    return [...['large', 'small', 'web'].map((id) => rows.get(id)?.shared), unallocated];
  };

  it('that do not add up to 100 are refused, with what is missing or too much', () => {
    const faultsOf = (weights: object) => {
      const reading = readRules(rulesOf({ method: 'fixed', weights }));
      return reading.ok ? [] : reading.faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
    };
    expect(faultsOf({ small: 60, large: 30 })).toEqual(['pools.0.weights: add up to 90, not 100: add 10']);
    expect(faultsOf({ small: 70, large: 30.5 })).toEqual(['pools.0.weights: add up to 100.5, not 100: take off 0.5']);
    expect(faultsOf({ small: 0, large: 0 })).toEqual(['pools.0.weights: add up to 0, not 100: add 100']);
    expect(faultsOf({ small: -10, large: 90 })).toEqual(['pools.0.weights: add up to 90, not 100: add 10']);
    expect(faultsOf({ small: 110, large: -10 })).toEqual(['pools.0.weights: add up to 110, not 100: take off 10']);
  });

  it('that are zero or negative give nothing and take nothing away, with a warning each', async () => {
    const weights = { large: 100, small: 0, web: -20 };
    expect((await company.saveRules(rulesOf({ method: 'fixed', weights }))).slice(-2)).toEqual([
      'pools[0].weights.small: is zero: the project gets nothing of the pool',
      'pools[0].weights.web: is negative, and counts as nothing',
    ]);
    expect(await shared()).toEqual([whole(12), 0n, 0n, whole(3)]);
    expect(await company.noticesOf('2026-10')).toEqual(['Project web has a negative weight, which counts as nothing.']);
  });

  it('of which a target has nothing in the month leave its share unallocated, and say so', async () => {
    await company.saveRules(rulesOf({ method: 'fixed', weights: { large: 75, nobody: 25 } }));
    expect(await shared()).toEqual([whole(9), 0n, 0n, whole(3 + 3)]);
    expect(await company.noticesOf('2026-10')).toEqual([
      'Project nobody has nothing in this month: its share stays unallocated.',
    ]);
  });

  it('that are all nothing split evenly, and say so', async () => {
    await company.saveRules(rulesOf({ method: 'proportional', weight: 'revenue', targets: ['large', 'small'] }));
    expect(await shared()).toEqual([whole(6), whole(6), 0n, whole(3)]);
    expect(await company.noticesOf('2026-10')).toEqual([
      'No project of pool rest has revenue in this month: it is split evenly.',
    ]);
  });
});
