import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBill } from '@/lib/bills/reading';
import { cellsByKey, testFolder } from '@/lib/bills/written-file';
import { type Amounts, addAmounts, BASES, noAmounts, sumAmounts } from '@/lib/finance/basis';
import type { LedgerMonth } from '@/lib/finance/ledger-month';
import { parseDecimal } from '@/lib/finance/money';
import { SERVICE_CATEGORIES, serviceCategoryOf } from '@/lib/finance/service-category';
import { focusCsv } from './focus-csv';
import { focusFaults, focusRecords } from './focus-faults-fixture';
import { SUBCATEGORY_SERVICES } from './focus-subcategory';
import { CONNECTION, joined, ledgerMonths, PAYER } from './ledger-fixture';

const folder = testFolder();
const textOf = (months: readonly LedgerMonth[]): Promise<string> => joined(focusCsv(months));
const units = (text: string | null | undefined): bigint => parseDecimal(text || '0');

/** What the import of a month's file must give by account and record type: no file has other bases than these. */
function expectedCells(months: readonly LedgerMonth[]): Map<string, Amounts> {
  const cells = new Map<string, Amounts>();
  const add = (key: string, { unblended, amortized }: Amounts) => {
    const cash = { unblended, netUnblended: unblended, blended: unblended };
    const amounts = { ...cash, amortized, netAmortized: amortized };
    cells.set(key, addAmounts(cells.get(key) ?? noAmounts(), amounts));
  };
  for (const { month, slices, recordTypes, residual } of months) {
    for (const { account, chargeClass, amounts } of slices)
      if (chargeClass === 'usage') add(`${month}/${account}/Usage/0`, amounts);
    const usage = new Set(['Usage', 'SavingsPlanCoveredUsage']);
    for (const { account, recordType, amounts } of recordTypes)
      if (!usage.has(recordType)) add(`${month}/${account}/${recordType}/0`, amounts);
    if (!residual) continue;
    const negative = (residual.unblended || residual.amortized) < 0n;
    if (BASES.some((basis) => residual[basis] !== 0n))
      add(`${month}/${PAYER}/${negative ? 'Discount' : 'Other'}/0`, residual);
  }
  return cells;
}

const nonZero = (cells: ReadonlyMap<string, Amounts>) =>
  [...cells].filter(([, amounts]) => BASES.some((basis) => amounts[basis] !== 0n)).sort(([a], [b]) => (a < b ? -1 : 1));

describe('any books as a bill by FOCUS 1.2', () => {
  it('keep the rules of its columns, and sum to the control total in every basis', async () => {
    await fc.assert(
      fc.asyncProperty(ledgerMonths(3), async (months) => {
        const text = await textOf(months);
        expect(focusFaults(text)).toEqual([]);
        const rows = focusRecords(text);
        for (const { month, slices, residual } of months) {
          const control = sumAmounts([...slices.map(({ amounts }) => amounts), residual ?? noAmounts()]);
          const own = rows.filter(({ BillingPeriodStart }) => BillingPeriodStart?.startsWith(month));
          const sum = (column: string) => own.reduce((total, row) => total + units(row[column]), 0n);
          expect({
            unblended: sum('BilledCost'),
            amortized: sum('EffectiveCost'),
            netUnblended: sum('x_NetBilledCost'),
            netAmortized: sum('x_NetEffectiveCost'),
            blended: sum('x_BlendedCost'),
          }).toEqual(control);
          expect(sum('x_MovedBilledCost')).toBe(0n);
          expect(sum('x_MovedEffectiveCost')).toBe(0n);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('give the same totals when they are imported, by month, account and record type, to the unit', async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(ledgerMonths(12), async (months) => {
        written += 1;
        const expected = expectedCells(months);
        fc.pre(expected.size > 0);
        const reading = await readBill([folder.write(`books-${written}.csv`, await textOf(months))], 'focus');
        expect(reading.badLines).toEqual({ total: 0, listed: [] });
        expect(reading.dialect).toBe('FOCUS 1.2');
        expect(reading.payerAccountId).toBe(PAYER);
        expect(nonZero(await cellsByKey(reading, 'recordType'))).toEqual(nonZero(expected));
        const services = new Map<string, Amounts>();
        for (const { month, usage } of months)
          for (const {
            account,
            service,
            amounts: { unblended, amortized },
          } of usage) {
            const key = `${month}/${account}/${service}/0`;
            const cash = { unblended, netUnblended: unblended, blended: unblended };
            const more = { ...cash, amortized, netAmortized: amortized };
            services.set(key, addAmounts(services.get(key) ?? noAmounts(), more));
          }
        expect(nonZero(await cellsByKey(reading, 'service'))).toEqual(nonZero(services));
        await reading.close();
      }),
      { numRuns: 5 },
    );
  });

  it('tell each project: its own charges and what splits moved, by tags of ours', async () => {
    await fc.assert(
      fc.asyncProperty(ledgerMonths(1), async ([month]) => {
        if (!month) return;
        const rows = focusRecords(await textOf([month]));
        const homes = new Map<string, bigint>();
        const add = (home: string, cost: bigint) => homes.set(home, (homes.get(home) ?? 0n) + cost);
        for (const { home, amounts } of month.slices)
          if (home.startsWith('project:')) add(home.slice(8), amounts.amortized);
        for (const { home, side, amounts } of month.shares)
          if (home.startsWith('project:')) add(home.slice(8), side === 'in' ? amounts.amortized : -amounts.amortized);
        for (const [id, cost] of homes) {
          const own = rows.filter(({ x_Project }) => x_Project === id);
          expect(own.reduce((sum, row) => sum + units(row.EffectiveCost) + units(row.x_MovedEffectiveCost), 0n)).toBe(
            cost,
          );
          for (const { Tags } of own) expect(JSON.parse(Tags ?? '')).toMatchObject({ 'subledger:project': id });
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('a bill by FOCUS 1.2', () => {
  const flat = (cost: bigint): Amounts => ({
    ...{ unblended: cost, amortized: cost, netUnblended: cost, netAmortized: cost, blended: cost },
  });
  const empty: LedgerMonth = {
    ...{ connection: CONNECTION, month: '2026-12', accounts: new Map(), projects: new Map() },
    ...{ slices: [], shares: [], usage: [], placements: [], recordTypes: [], residual: null },
  };
  const charge = (chargeClass: LedgerMonth['slices'][number]['chargeClass'], amounts: Amounts) => ({
    ...{ account: '000011112222', home: 'charges', chargeClass, amounts },
  });

  it('has periods of whole months, half-open, over the end of a year', async () => {
    const [row] = focusRecords(await textOf([{ ...empty, slices: [charge('tax', flat(1n))] }]));
    expect(row).toMatchObject({
      BillingPeriodStart: '2026-12-01T00:00:00Z',
      BillingPeriodEnd: '2027-01-01T00:00:00Z',
      BilledCost: '0.000000001',
      SubAccountId: '000011112222',
      ChargeCategory: 'Tax',
      PricingQuantity: null,
    });
  });

  it('parts a commitment into what was paid and what nobody used', async () => {
    const amounts = { ...flat(0n), unblended: 10_000_000_000n, amortized: 2_500_000_000n };
    const recordTypes = [{ account: '000011112222', recordType: 'SavingsPlanRecurringFee', amounts }];
    const rows = focusRecords(await textOf([{ ...empty, slices: [charge('commitment', amounts)], recordTypes }]));
    expect(rows).toMatchObject([
      { ChargeCategory: 'Purchase', BilledCost: '10', EffectiveCost: '0', CommitmentDiscountStatus: null },
      { ChargeCategory: 'Usage', BilledCost: '0', EffectiveCost: '2.5', CommitmentDiscountStatus: 'Unused' },
    ]);
    for (const row of rows)
      expect(row).toMatchObject({
        CommitmentDiscountId: '000011112222/savings-plans',
        CommitmentDiscountCategory: 'Spend',
      });
  });

  it('shows a reader who may not know the billing account the name of the connection', async () => {
    const month = { ...empty, connection: { ...CONNECTION, payer: null }, slices: [charge('credit', flat(-5n))] };
    expect(focusRecords(await textOf([month]))).toMatchObject([
      { BillingAccountId: 'acme', BillingAccountName: 'acme' },
    ]);
  });

  it('has a header when there is nothing to tell', async () => {
    expect(await textOf([])).toMatch(/^"AvailabilityZone",.*\r\n$/);
  });

  it('knows subcategories of the category that a service has', () => {
    for (const [subcategory, names] of Object.entries(SUBCATEGORY_SERVICES)) {
      const categories = new Set(names.split(' ').map(serviceCategoryOf));
      expect([subcategory, [...categories]]).toEqual([subcategory, [expect.stringMatching(/./)]]);
      expect(SERVICE_CATEGORIES).toContain([...categories][0]);
      expect(categories).not.toContain('Other');
    }
  });
});
