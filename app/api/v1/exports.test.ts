import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { focusFaults, focusRecords } from '@/lib/exchange/focus-faults-fixture';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { parseDecimal } from '@/lib/finance/money';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { everyCharge, smallOrganization, storeBooks, sumCharges } from '@/lib/reports/books-fixture';
import type { Database } from '@/lib/store/database';
import { changeRules } from '@/lib/sync/derivation-refresh';
import * as focus from './exports/focus.csv/route';
import * as ledger from './exports/ledger.csv/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';

const NOW = new Date('2026-11-24T12:00:00Z');
vi.useFakeTimers({ now: NOW, toFake: ['Date'] });

const RANGE = 'from=2026-08&to=2026-11';
const charges = everyCharge(['2026-08', '2026-09', '2026-10']);
const RESIDUAL = 5_000_000_000n;
const held = { from: null, to: null } as const;
const RULES: Rules = {
  ...EMPTY_RULES,
  dimensions: { project: ['app'], environment: [] },
  projects: [{ id: 'idle', name: 'Idle', class: 'rnd', owner: null }],
  assignments: [
    { ...held, when: { kind: 'accounts', ids: ['333344445555'] }, then: { project: 'idle', environment: 'prod' } },
  ],
  pools: [
    {
      ...{ ...held, id: 'support', source: { kind: 'chargeClass', chargeClass: 'support' }, includeDedicated: false },
      ...{ method: 'even', weight: 'usage', weights: new Map(), targets: 'all', otherwise: 'keep' },
    },
  ],
};

let db: Database;
let token: string;
beforeAll(async () => {
  db = await openServer();
  token = await tokenOf(db, 'executive');
  const where = { organization: smallOrganization, managementAccountId: '111111111111' };
  await storeBooks(db, { name: 'payer', charges, residual: RESIDUAL, ...where });
});

const isUsage = ({ recordType }: { recordType: string }): boolean => chargeClassOf(recordType) === 'usage';
type Row = Record<string, string>;
const rowsOf = (text: string): Row[] => parse(text, { columns: true });
const sum = (rows: readonly Readonly<Record<string, string | null>>[], column: string): bigint =>
  rows.reduce((total, row) => total + parseDecimal(row[column] || '0'), 0n);

describe('files of the ledger', () => {
  it('are refused for months that are not worked out yet, never empty', async () => {
    for (const [handler, path] of [
      [ledger.GET, '/exports/ledger.csv'],
      [focus.GET, '/exports/focus.csv'],
    ] as const)
      expect(problemIn(await ask(handler, `${path}?${RANGE}`, { token }))).toMatchObject({
        status: 409,
        detail: expect.stringMatching(/payer for 2026-08/),
      });
    await changeRules(db, { rules: RULES, createdBy: 'test', note: '', base: null }, NOW);
  });

  it.each(['unblended', 'amortized', 'netUnblended', 'netAmortized', 'blended'] as const)(
    'add up to the control total in %s',
    async (basis) => {
      const { headers, text } = await ask(ledger.GET, `/exports/ledger.csv?${RANGE}&basis=${basis}`, { token });
      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(headers.get('content-disposition')).toBe(`attachment; filename="ledger-2026-08-${basis}.csv"`);
      const rows = rowsOf(text);
      expect(sum(rows, 'total')).toBe(sumCharges(charges, basis) + 3n * RESIDUAL);
      expect(sum(rows, 'moved_in')).toBe(-sum(rows, 'moved_out'));
      expect(sum(rows, 'moved_in')).not.toBe(0n);
      expect(
        sum(
          rows.filter(({ home }) => home === 'residual'),
          'direct',
        ),
      ).toBe(3n * RESIDUAL);
      expect(rows.find(({ account }) => account === '333344445555')).toMatchObject({
        ...{ account_name: 'shop-prod', ou_path: '/Root/Workloads/Production', home: 'project', project: 'idle' },
        ...{ project_name: 'Idle', project_class: 'rnd', connection: 'payer', currency: 'USD', basis },
      });
    },
  );

  it('are a bill by FOCUS 1.2, and the default is the last full month', async () => {
    const { headers, text } = await ask(focus.GET, `/exports/focus.csv?${RANGE}`, { token });
    expect(headers.get('content-disposition')).toBe('attachment; filename="focus-2026-08.csv"');
    expect(focusFaults(text)).toEqual([]);
    const rows = focusRecords(text);
    expect(sum(rows, 'BilledCost')).toBe(sumCharges(charges, 'unblended') + 3n * RESIDUAL);
    expect(sum(rows, 'EffectiveCost')).toBe(sumCharges(charges, 'amortized') + 3n * RESIDUAL);
    const usage = rows.filter((row) => row.x_ChargeClass === 'usage' && row.ProviderName === 'AWS');
    for (const { account, service } of charges) {
      const own = charges.filter((each) => each.account === account && each.service === service && isUsage(each));
      const told = usage.filter((row) => row.SubAccountId === account && row.ServiceName === service);
      expect(sum(told, 'EffectiveCost')).toBe(sumCharges(own, 'amortized'));
    }
    const one = focusRecords((await ask(focus.GET, '/exports/focus.csv', { token })).text);
    expect(new Set(one.map((row) => row.BillingPeriodStart))).toEqual(new Set(['2026-10-01T00:00:00Z']));
  });

  it('refuse what no month is stored of, and unknown parameters', async () => {
    for (const [handler, path] of [
      [ledger.GET, '/exports/ledger.csv'],
      [focus.GET, '/exports/focus.csv'],
    ] as const) {
      expect(problemIn(await ask(handler, `${path}?from=2020-01&to=2020-02`, { token })).status).toBe(404);
      expect(problemIn(await ask(handler, `${path}?month=2026-10`, { token })).status).toBe(400);
      expect(problemIn(await ask(handler, path)).status).toBe(401);
    }
  });
});

describe('a viewer', () => {
  const files = async (scopes: readonly string[]) => {
    const viewer = await tokenOf(db, 'viewer', scopes);
    const [slices, bill] = await Promise.all([
      ask(ledger.GET, `/exports/ledger.csv?${RANGE}`, { token: viewer }),
      ask(focus.GET, `/exports/focus.csv?${RANGE}`, { token: viewer }),
    ]);
    return { slices: slices.text, bill: bill.text };
  };

  it('of an account gets its cost and no residual, id or name of others', async () => {
    const { slices, bill } = await files(['account:000022223333']);
    const own = charges.filter(({ account }) => account === '000022223333');
    expect(sum(rowsOf(slices), 'direct')).toBe(sumCharges(own, 'amortized'));
    expect(sum(focusRecords(bill), 'EffectiveCost')).toBe(sumCharges(own, 'amortized'));
    expect(focusFaults(bill)).toEqual([]);
    for (const text of [slices, bill])
      expect(text).not.toMatch(/111111111111|333344445555|999900001111|Management A|"Management"|Root|residual/);
  });

  it('of a project gets its cost, and not whose account it is in', async () => {
    const { slices, bill } = await files(['project:idle']);
    const own = charges.filter(({ account }) => account === '333344445555');
    expect(sum(rowsOf(slices), 'direct')).toBe(sumCharges(own, 'amortized'));
    expect(sum(rowsOf(slices), 'moved_in')).toBeGreaterThan(0n);
    expect(sum(focusRecords(bill), 'EffectiveCost')).toBe(sumCharges(own, 'amortized'));
    expect(sum(focusRecords(bill), 'x_MovedEffectiveCost')).toBe(sum(rowsOf(slices), 'moved_in'));
    expect(focusFaults(bill)).toEqual([]);
    for (const text of [slices, bill]) expect(text).not.toMatch(/\d{12}"|shop-prod|Production|Root|residual/);
  });
});
