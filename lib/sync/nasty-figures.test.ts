import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASES } from '@/lib/finance/basis';
import type { BillLine } from '@/lib/finance/bill';
import { addMonths } from '@/lib/finance/month';
import { listMonthBooks } from '@/lib/store/books';
import { getConnection } from '@/lib/store/connections';
import { ACCOUNTS, distance, isUsage, spread, sumLines } from './bill-fixture';
import { facesApart } from './picture-fixture';
import { syncFixture } from './sync-fixture';
import { cellsOf, FEW_MONTHS, figuresOf, identitiesOf, movableWorld } from './world-fixture';

const [FIRST = ''] = ACCOUNTS;
const line = (day: string, amount: string, rest: Partial<BillLine> = {}): BillLine => ({
  month: day.slice(0, 7),
  day,
  account: FIRST,
  recordType: 'Usage',
  service: 'Amazon Simple Storage Service',
  tags: {},
  categories: {},
  amounts: spread(amount),
  ...rest,
});
const bill = (lines: readonly BillLine[]) => ({ currency: 'USD', lines });

describe('figures', () => {
  it('case 28 and 29: signs are kept, for a group, an account and a month', async () => {
    const fixture = await syncFixture(
      movableWorld(bill([line('2026-10-02', '10'), line('2026-10-02', '-250.25', { recordType: 'Credit' })])),
    );
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    const [book] = (await listMonthBooks(fixture.scope, fixture.connectionId)).filter(
      ({ month }) => month === '2026-10',
    );
    expect(book?.amounts.unblended).toBe(-240_250_000_000n);
  });

  it('case 30: E-notation, minus zero and long tails are read exactly', async () => {
    const lines = ['0.0000000042', '-0.0000000042', '1234.5678901234', '0', '0.00000000049'].map((amount, at) =>
      line('2026-10-03', amount, { service: `Service ${at}` }),
    );
    for (const knobs of [{ scientific: true }, { negativeZero: true }, { decimals: 18 }]) {
      const fixture = await syncFixture(movableWorld(bill(lines)), knobs);
      await fixture.sync();
      const found = new Map((await cellsOf(fixture, 'service')).map((row) => [row.key2, row.amounts.unblended]));
      expect(found.get('Service 0')).toBe(4n);
      expect(found.get('Service 1')).toBe(-4n);
      expect(found.get('Service 2')).toBe(1_234_567_890_123n);
      expect(found.get('Service 3') ?? 0n).toBe(0n);
    }
  });

  it('case 32: two units in one reply, or a unit other than the books’, are refused and change nothing', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world);
    await fixture.sync();
    const before = await figuresOf(fixture);
    fixture.sandbox.knobs.oddUnit = 'CNY';
    world.set('2026-11-24T12:01:00Z');
    expect(await fixture.sync({ full: true })).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('CNY'),
    });
    fixture.sandbox.knobs.oddUnit = null;
    world.bill = { currency: 'EUR', lines: world.bill.lines };
    world.set('2026-11-24T12:02:00Z');
    expect(await fixture.sync({ full: true })).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('EUR'),
    });
    expect(await figuresOf(fixture)).toEqual(before);
    expect((await getConnection(fixture.scope, fixture.connectionId)).currency).toBe('USD');
  });

  it('case 41: both spellings of a record type and an unknown one stay in the total', async () => {
    const types = ['Usage', 'SavingsPlanCoveredUsage', 'Savings Plan Covered Usage', 'SomethingNewFromAWS'];
    const fixture = await syncFixture(
      movableWorld(bill(types.map((recordType, at) => line('2026-10-04', `${at + 1}`, { recordType })))),
    );
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    expect((await cellsOf(fixture, 'recordType')).map((row) => row.key2).sort()).toEqual([...types].sort());
    const services = (await cellsOf(fixture, 'service')).reduce((sum, row) => sum + row.amounts.unblended, 0n);
    expect(services).toBe(6_000_000_000n);
  });

  it('case 42: the five bases of a commitment are kept apart', async () => {
    const amounts = { unblended: 7n, amortized: 5n, netUnblended: 3n, netAmortized: 2n, blended: 1n };
    const exact = Object.fromEntries(BASES.map((basis) => [basis, amounts[basis] * 10n ** 18n])) as BillLine['amounts'];
    const fixture = await syncFixture(
      movableWorld(bill([line('2026-10-05', '0', { recordType: 'DiscountedUsage', amounts: exact })])),
    );
    await fixture.sync();
    const [row] = await cellsOf(fixture, 'recordType');
    for (const basis of BASES) expect(row?.amounts[basis]).toBe(amounts[basis] * 10n ** 9n);
  });

  it('adds up for any bill: cubes within a unit a group, months to the unit', async () => {
    const accounts = ['000000000001', '111122223333', '999988887777'];
    const types = ['Usage', 'DiscountedUsage', 'Tax', 'Credit', 'New Thing'];
    const arbitrary = fc.record({
      month: fc.integer({ min: 0, max: FEW_MONTHS - 1 }),
      account: fc.constantFrom(...accounts),
      recordType: fc.constantFrom(...types),
      service: fc.constantFrom('Amazon S3', 'AWS Lambda', 'Tax'),
      app: fc.constantFrom(null, '', 'checkout', 'Checkout', 'a$b/c:d', 'ü🦊'),
      amount: fc.bigInt({ min: -(10n ** 16n), max: 10n ** 21n }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitrary, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 3, max: 60 }),
        async (drawn, pageSize) => {
          const lines = drawn.map(({ month, account, recordType, service, app, amount }) => {
            const at = addMonths('2026-11', -month);
            const amounts = Object.fromEntries(
              BASES.map((basis, n) => [basis, amount + amount / BigInt(n + 3)]),
            ) as BillLine['amounts'];
            return line(`${at}-01`, '0', { account, recordType, service, tags: app === null ? {} : { app }, amounts });
          });
          const connection = { historyMonths: FEW_MONTHS };
          const fixture = await syncFixture(movableWorld(bill(lines)), { pageSize }, { connection });
          const run = await fixture.sync();
          expect(run).toMatchObject({ status: 'succeeded', error: '' });
          for (const { off, holds } of await identitiesOf(fixture))
            expect([holds, ...off]).toEqual([true, 0n, 0n, 0n, 0n, 0n]);
          expect(await facesApart(fixture)).toEqual([]);
          const counted = await cellsOf(fixture, 'recordType');
          for (const row of counted) {
            for (const basis of BASES) {
              const exact = sumLines(
                bill(lines),
                basis,
                (each) => each.month === row.month && each.account === row.key1 && each.recordType === row.key2,
              );
              expect(distance(row.amounts[basis], exact)).toBeLessThanOrEqual(6e-10);
            }
          }
          for (const cube of drawn.some(({ app }) => app !== null) ? ['service', 'tag:app'] : ['service']) {
            const rows = await cellsOf(fixture, cube);
            for (const basis of BASES) {
              const exact = sumLines(bill(lines), basis, isUsage);
              expect(
                distance(
                  rows.reduce((sum, row) => sum + row.amounts[basis], 0n),
                  exact,
                ),
              ).toBeLessThanOrEqual(rows.length * 1e-9);
            }
          }
        },
      ),
      { numRuns: 20 },
    );
  }, 120_000);
});
