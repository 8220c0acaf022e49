import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Amounts, BASES, noAmounts, sumAmounts } from '@/lib/finance/basis';
import { homeOfKey } from '@/lib/finance/home';
import type { LedgerMonth, LedgerSlice } from '@/lib/finance/ledger-month';
import { parseDecimal } from '@/lib/finance/money';
import { totalProjects } from '@/lib/finance/project-totals';
import type { Slice } from '@/lib/finance/slice';
import { ledgerCsv } from './ledger-csv';
import { CONNECTION, joined, ledgerMonths } from './ledger-fixture';

type Row = Record<string, string>;
const read = async (pieces: AsyncIterable<string>): Promise<Row[]> => parse(await joined(pieces), { columns: true });
const sliceOf = ({ home, ...slice }: LedgerSlice): Slice => ({
  ...{ ...slice, home: homeOfKey(home), dedicated: false, rule: null },
});
const sum = (rows: readonly Row[], column: string): bigint =>
  rows.reduce((total, row) => total + parseDecimal(row[column] ?? ''), 0n);

describe('any ledger as a file', () => {
  it('adds up to the control total of every month, in each basis, and moves nothing out of the organization', async () => {
    await fc.assert(
      fc.asyncProperty(ledgerMonths(2), async (months) => {
        const rows = await read(ledgerCsv(months, BASES));
        for (const { month, slices, residual } of months) {
          const own = rows.filter((row) => row.month === month);
          const control = sumAmounts([...slices.map(({ amounts }) => amounts), residual ?? noAmounts()]);
          for (const basis of BASES) {
            expect(sum(own, `total_${basis}`)).toBe(control[basis]);
            expect(sum(own, `direct_${basis}`)).toBe(control[basis]);
            expect(sum(own, `moved_in_${basis}`)).toBe(-sum(own, `moved_out_${basis}`));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives every project what the projects screen gives it', async () => {
    await fc.assert(
      fc.asyncProperty(ledgerMonths(1), fc.constantFrom(...BASES), async ([month], basis) => {
        if (!month) return;
        const rows = await read(ledgerCsv([month], [basis]));
        const { projects, untagged } = totalProjects(month.slices.map(sliceOf), month.shares);
        for (const { project, direct, total } of projects) {
          const own = rows.filter((row) => row.home === 'project' && row.project === project);
          expect([sum(own, 'direct'), sum(own, 'total')]).toEqual([direct[basis], total[basis]]);
        }
        expect(
          sum(
            rows.filter(({ home }) => home === 'untagged'),
            'total',
          ),
        ).toBe(untagged[basis]);
        expect(new Set(rows.map((row) => row.basis))).toEqual(new Set(rows.length > 0 ? [basis] : []));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a ledger as a file', () => {
  const flat = (cost: bigint): Amounts => ({
    ...{ unblended: cost, amortized: cost, netUnblended: cost, netAmortized: cost, blended: cost },
  });
  const month: LedgerMonth = {
    connection: CONNECTION,
    month: '2026-10',
    accounts: new Map([['000011112222', { name: '=shop', units: ['Root', 'A/B'] }]]),
    projects: new Map([['checkout', { id: 'checkout', name: 'Checkout', class: 'cogs', owner: null }]]),
    slices: [
      {
        ...{ account: '000011112222', home: 'project:checkout', chargeClass: 'usage' },
        amounts: flat(1_500_000_001n),
      },
    ],
    shares: [
      {
        ...{ pool: '@all', chargeClass: 'support', side: 'out', account: '000011112222' },
        ...{ home: 'charges', amounts: flat(7n) },
      },
    ],
    ...{ usage: [], placements: [], recordTypes: [], residual: flat(-2n) },
  };

  it('has a row for a slice, a move and the residual; ids are text, formulas are none', async () => {
    const text = await joined(ledgerCsv([month], ['amortized']));
    expect(text).toContain(`"000011112222","'=shop"`);
    const frame = { connection: 'acme', month: '2026-10', currency: 'USD', basis: 'amortized' };
    const place = { account: '000011112222', account_name: "'=shop", ou_path: '/Root/A∕B' };
    expect(parse(text, { columns: true })).toEqual([
      {
        ...{
          ...frame,
          ...place,
          home: 'project',
          project: 'checkout',
          project_name: 'Checkout',
          project_class: 'cogs',
        },
        ...{ pool: '', charge_class: 'usage', moved_by: '', direct: '1.500000001', moved_in: '0', moved_out: '0' },
        total: '1.500000001',
      },
      {
        ...{ ...frame, ...place, home: 'charges', project: '', project_name: '', project_class: '', pool: '' },
        ...{ charge_class: 'support', moved_by: "'@all", direct: '0', moved_in: '0', moved_out: '-0.000000007' },
        total: '-0.000000007',
      },
      {
        ...{ ...frame, account: '', account_name: '', ou_path: '', home: 'residual', project: '', project_name: '' },
        ...{ project_class: '', pool: '', charge_class: '', moved_by: '', direct: '-0.000000002', moved_in: '0' },
        ...{ moved_out: '0', total: '-0.000000002' },
      },
    ]);
  });

  it('has a header when there is nothing to tell', async () => {
    expect(await joined(ledgerCsv([], ['amortized']))).toMatch(/^"connection","month",.*"basis"\r\n$/);
  });
});
