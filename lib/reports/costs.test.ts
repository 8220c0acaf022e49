import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { BASES } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import type { Dimension } from '@/lib/finance/cost-dimension';
import type { Database } from '@/lib/store/database';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import {
  amountsOfCharge,
  type Charge,
  everyCharge,
  FIXTURE_ACCOUNTS,
  FIXTURE_NOW,
  smallOrganization,
  storeBooks,
  sumCharges,
} from './books-fixture';
import { type CostsQuery, readCosts } from './costs';

const MONTHS = ['2026-08', '2026-09', '2026-10'];
const charges = everyCharge(MONTHS);
const RESIDUAL = 5_000_000_000n;

const GROUPINGS: Dimension[][] = [
  ...[
    ['account'],
    ['ou'],
    ['service'],
    ['serviceCategory'],
    ['chargeClass'],
    ['recordType'],
    ['month'],
    ['day'],
    ['tag:app'],
  ],
  ...[
    ['account', 'service'],
    ['account', 'recordType'],
    ['account', 'tag:app'],
    ['ou', 'service'],
    ['service', 'month'],
  ],
  ...[
    ['chargeClass', 'service'],
    ['day', 'service'],
    ['day', 'account'],
    ['day', 'chargeClass'],
    ['tag:app', 'month'],
  ],
  ...[
    ['account', 'ou'],
    ['month', 'account'],
    ['serviceCategory', 'ou'],
    ['day', 'month'],
    ['day', 'recordType'],
  ],
] as Dimension[][];

const query = (groupBy: Dimension[], given: Partial<CostsQuery> = {}): CostsQuery => ({
  ...{ connection: null, currency: null, months: { from: '2026-08', to: '2026-11' }, basis: 'amortized', groupBy },
  ...{ account: [], ou: [], service: [], chargeClass: [] },
  ...given,
});

async function costs(viewer: Viewer, groupBy: Dimension[], given: Partial<CostsQuery> = {}) {
  const report = await readCosts(viewer, query(groupBy, given), FIXTURE_NOW);
  if (report.kind !== 'costs') throw new Error(`no costs: ${report.kind}`);
  return report;
}

const units = (list: readonly Charge[], keep: (charge: Charge) => boolean) =>
  sumCharges(list.filter(keep), 'amortized');
const isUsage = ({ recordType }: Charge) => chargeClassOf(recordType) === 'usage';

eachDatabase('costs', (open) => {
  let db: Database;
  let all: Viewer;
  let some: Viewer;
  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    await storeBooks(db, {
      name: 'payer',
      charges,
      residual: RESIDUAL,
      organization: smallOrganization,
      noise: (cell) => BigInt((cell % 3) - 1),
    });
    const accounts = new Set(['000022223333', '333344445555', '444455556666']);
    some = {
      ...{ scope: mintScope(db, accounts), role: 'viewer', name: 'viewer', via: 'token' },
      units: new Set(['ou-ab12-11111111', 'ou-ab12-22222222']),
    };
  });

  it.each(GROUPINGS.map((groupBy) => [groupBy.join(' × '), groupBy] as const))(
    'by %s add to Σ control totals, in every basis',
    async (_, groupBy) => {
      for (const basis of BASES) {
        const report = await costs(all, groupBy, { basis });
        expect(report.total).toBe(sumCharges(charges, basis) + 3n * RESIDUAL);
        expect(report.total).toBe(report.rows.reduce((sum, row) => sum + row.units, 0n));
        expect(report.rows.some(({ keys }) => keys.includes('(residual)'))).toBe(true);
      }
    },
  );

  it.each(
    GROUPINGS.filter((each) => !(each.includes('day') && each.some((name) => /service|charge|record/i.test(name)))).map(
      (groupBy) => [groupBy.join(' × '), groupBy] as const,
    ),
  )('by %s add to what a reader of some accounts may see, and tell of nothing else', async (_, groupBy) => {
    const report = await costs(some, groupBy);
    const visible = ['000022223333', '333344445555'];
    expect(report.total).toBe(units(charges, ({ account }) => visible.includes(account)));
    const told = JSON.stringify(report.rows.map(({ keys, label }) => [keys, label]));
    expect(told).not.toMatch(/111111111111|999900001111|r-ab12|Management|Root|residual/);
  });

  it('keep the amounts of every account, class and record type apart', async () => {
    const { rows } = await costs(all, ['account', 'recordType']);
    for (const account of FIXTURE_ACCOUNTS) {
      for (const recordType of new Set(charges.map((charge) => charge.recordType))) {
        const row = rows.find(({ keys }) => keys[0] === account && keys[1] === recordType);
        expect(row?.units).toBe(
          units(charges, (charge) => charge.account === account && charge.recordType === recordType),
        );
      }
    }
  });

  it('tell usage by service within rounding, and what is not usage by its class', async () => {
    const { rows } = await costs(all, ['service'], { months: { from: '2026-10', to: '2026-11' } });
    const of = (key: string) => rows.find(({ keys }) => keys[0] === key)?.units ?? 0n;
    const month = charges.filter((charge) => charge.month === '2026-10');
    const exact = units(month, (charge) => isUsage(charge) && charge.service === 'AWS Lambda');
    const rounded = of('AWS Lambda') - exact;
    expect(rounded >= -4n && rounded <= 4n).toBe(true);
    expect(of('(support)')).toBe(units(month, ({ recordType }) => recordType === 'Support'));
    expect(of('(commitment)')).toBe(units(month, ({ recordType }) => recordType === 'SavingsPlanNegation'));
    expect(of('(other)')).toBe(units(month, ({ recordType }) => recordType === 'Something new'));
    expect(of('(residual)')).toBe(RESIDUAL);
    expect(rows.map(({ keys }) => keys[0])).not.toContain('(unknown)');
  });

  it('take untagged as usage less every tag value, and keep App and app apart', async () => {
    const { rows } = await costs(all, ['tag:app']);
    const of = (key: string) => rows.find(({ keys }) => keys[0] === key)?.units ?? 0n;
    const values = of('shop') + of('Shop');
    expect(of('shop')).not.toBe(of('Shop'));
    expect(of('(untagged)')).toBe(units(charges, isUsage) - values);
    expect(rows.find(({ keys }) => keys[0] === '(untagged)')?.label).toBe('Untagged');
  });

  it('say not fetched for a key or days that were never read', async () => {
    const { rows } = await costs(all, ['tag:nobody']);
    expect(rows.find(({ keys }) => keys[0] === '(not fetched)')?.units).toBe(units(charges, isUsage));
  });

  it('go by the OU of the month, and a filter takes an OU with what is below it', async () => {
    const { rows } = await costs(all, ['ou']);
    expect(rows.map(({ keys, label }) => [keys[0], label])).toEqual([
      ['former', 'Former accounts'],
      ['ou-ab12-11111111', 'Workloads'],
      ['ou-ab12-22222222', 'Production'],
      ['r-ab12', 'Root'],
      ['(residual)', 'Residual'],
    ]);
    const below = await costs(all, ['account'], { ou: ['ou-ab12-11111111'] });
    expect(below.rows.map(({ keys }) => keys[0])).toEqual(['000022223333', '333344445555']);
    const everything = await costs(all, ['account'], { ou: ['r-ab12', 'former'] });
    expect(everything.total).toBe(sumCharges(charges, 'amortized'));
  });

  it.each([
    [
      { account: ['000022223333', '999900001111'] },
      ({ account }: Charge) => ['000022223333', '999900001111'].includes(account),
    ],
    [{ chargeClass: ['tax', 'credit'] }, ({ recordType }: Charge) => ['Tax', 'Credit'].includes(recordType)],
    [{ service: ['(support)'] }, ({ recordType }: Charge) => recordType === 'Support'],
    [
      { account: ['333344445555'], chargeClass: ['usage'] },
      (charge: Charge) => charge.account === '333344445555' && isUsage(charge),
    ],
  ])('filtered by %j are those, without a residual', async (filter, keep) => {
    for (const groupBy of [['month'], ['account'], ['chargeClass'], ['service', 'account']] as Dimension[][]) {
      const report = await costs(all, groupBy, filter);
      expect(report.total).toBe(units(charges, keep));
      expect(JSON.stringify(report.rows.map(({ keys }) => keys))).not.toContain('residual');
    }
  });

  it('refuse what no cube holds, what a reader may not see, and what nobody knows', async () => {
    await expect(
      costs(all, ['service'], {
        account: [],
        service: [],
        chargeClass: [],
        ou: [],
        groupBy: ['service', 'recordType'],
      }),
    ).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(costs(all, ['tag:app'], { service: ['AWS Lambda'] })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(costs(some, ['account'], { account: ['111111111111'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(costs(some, ['account'], { account: ['123456789012'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(costs(some, ['account'], { ou: ['r-ab12'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(costs(all, ['account'], { account: ['123456789012'] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(costs(all, ['account'], { ou: ['ou-ab12-99999999'] })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('give a viewer without scopes nothing at all', async () => {
    const nobody: Viewer = { ...some, scope: mintScope(db, new Set()), units: new Set() };
    expect((await readCosts(nobody, query(['account']), FIXTURE_NOW)).kind).toBe('no-connection');
  });
});

eachDatabase('costs of several connections', (open) => {
  it('add up together, and say which months are missing of which', async () => {
    const db = await open();
    await storeBooks(db, { name: 'one', charges: everyCharge(['2026-09', '2026-10']) });
    await storeBooks(db, { name: 'two', charges: everyCharge(['2026-10']), kind: 'cur' });
    const both = await costs(administratorOf(db), ['account']);
    expect(both.total).toBe(
      sumCharges(everyCharge(['2026-09', '2026-10']), 'amortized') + sumCharges(everyCharge(['2026-10']), 'amortized'),
    );
    expect(both.books.missing).toEqual([
      { connection: 'one', month: '2026-08' },
      { connection: 'two', month: '2026-08' },
      { connection: 'two', month: '2026-09' },
    ]);
    const only = await costs(administratorOf(db), ['account'], { connection: 'two' });
    expect(only.total).toBe(sumCharges(everyCharge(['2026-10']), 'amortized'));
  });

  it('are refused across currencies, unless one is named', async () => {
    const db = await open();
    const admin = administratorOf(db);
    await storeBooks(db, { name: 'dollars', charges: everyCharge(['2026-10']) });
    await storeBooks(db, { name: 'yuan', currency: 'CNY', charges: everyCharge(['2026-10']) });
    expect(await readCosts(admin, query(['account']), FIXTURE_NOW)).toMatchObject({
      kind: 'mixed-currencies',
      currencies: [{ currency: 'CNY' }, { currency: 'USD' }],
    });
    expect((await costs(admin, ['account'], { currency: 'CNY' })).books.currency).toBe('CNY');
    expect((await costs(admin, ['account'], { connection: 'dollars' })).books.currency).toBe('USD');
    await expect(costs(admin, ['account'], { currency: 'EUR' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('any bill', () => {
  eachDatabase('grouped any way', (open) => {
    it('adds to its control totals', async () => {
      const charge = fc.record({
        month: fc.constantFrom('2026-09', '2026-10'),
        day: fc.integer({ min: 1, max: 28 }),
        account: fc.constantFrom('000000000001', '000000000002', '000000000003'),
        recordType: fc.constantFrom('Usage', 'Tax', 'Credit', 'RIFee', 'Odd One', 'SavingsPlanCoveredUsage'),
        service: fc.constantFrom('AWS Lambda', 'Tax', '=evil', 'Ω'),
        app: fc.constantFrom('', 'a$b', '(untagged)', '🛒', 'A', 'a'),
        units: fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }),
      });
      const db = await open();
      let n = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(charge, { minLength: 1, maxLength: 40 }),
          fc.constantFrom(...GROUPINGS),
          async (list, groupBy) => {
            n += 1;
            const name = `bill ${n}`;
            await storeBooks(db, { name, charges: list, residual: 3n, noise: (cell) => BigInt((cell % 3) - 1) });
            const report = await costs(administratorOf(db), groupBy, { connection: name });
            const months = BigInt(new Set(list.map(({ month }) => month)).size);
            expect(report.total).toBe(
              list.reduce((sum, each) => sum + amountsOfCharge(each).amortized, 0n) + 3n * months,
            );
          },
        ),
        { numRuns: 40 },
      );
    });
  });
});
