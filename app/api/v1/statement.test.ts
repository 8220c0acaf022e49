import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { addressOf } from '@/lib/exchange/workbook-cell';
import { evaluate, readWorkbook } from '@/lib/exchange/workbook-reading-fixture';
import { REVENUE } from '@/lib/finance/input-kind';
import { parseDecimal } from '@/lib/finance/money';
import { PROPOSED_POOLS } from '@/lib/finance/proposed-rules';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { everyCharge, smallOrganization, storeBooks, sumCharges } from '@/lib/reports/books-fixture';
import { deriveBooks } from '@/lib/reports/derived-fixture';
import { saveCompanySettings } from '@/lib/store/company-settings';
import type { Database } from '@/lib/store/database';
import { saveInputs } from '@/lib/store/finance-inputs';
import * as explain from './explain/route';
import * as csv from './exports/statement.csv/route';
import * as workbook from './exports/statement.xlsx/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';
import * as statement from './statement/route';

vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });

const MONTHS = ['2025-09', '2025-10', '2026-09', '2026-10'];
const charges = everyCharge(MONTHS);
const RESIDUAL = 5_000_000_000n;
const RANGE = 'from=2026-09&to=2026-11';
const COLUMNS = 'column=account:333344445555&column=ou:ou-ab12-11111111&column=project:shop&column=environment:prod';

const rules: Rules = {
  ...EMPTY_RULES,
  dimensions: { project: ['app'], environment: ['env'] },
  projects: [{ id: 'shop', name: 'The shop', class: 'cogs', owner: null }],
  assignments: [
    {
      ...{ from: null, to: null, when: { kind: 'accounts', ids: ['333344445555'] } },
      then: { project: 'shop', environment: 'prod' },
    },
    { from: null, to: null, when: { kind: 'accounts', ids: ['999900001111'] }, then: { pool: 'platform' } },
  ],
  pools: PROPOSED_POOLS,
};

type Row = {
  key: string;
  kind: string;
  label: string;
  amounts: (string | null)[];
  changes?: { base: string | null }[];
};
type Sheet = {
  columns: { key: string; label: string }[];
  rows: Row[];
  check: { total: string; controlTotal: string; difference: string } | null;
};
const rowOf = (sheet: Sheet, key: string): (bigint | null)[] =>
  (sheet.rows.find((row) => row.key === key)?.amounts ?? []).map((text) => (text === null ? null : parseDecimal(text)));
const at = (sheet: Sheet, row: string, column: string): bigint | null =>
  rowOf(sheet, row)[sheet.columns.findIndex(({ key }) => key === column)] ?? null;
const sum = (list: readonly (bigint | null)[]): bigint => list.reduce<bigint>((all, each) => all + (each ?? 0n), 0n);

let db: Database;
let token: string;
beforeAll(async () => {
  db = await openServer();
  token = await tokenOf(db, 'executive');
  const connection = await storeBooks(db, {
    ...{ name: 'payer', charges, residual: RESIDUAL, organization: smallOrganization },
    ...{ observedAt: '2025-08-01T05:00:00Z', noise: (cell: number) => BigInt((cell % 3) - 1) },
  });
  await deriveBooks(administratorOf(db).scope, connection, charges, rules);
  const revenue = { month: '2026-10', currency: 'USD', source: '' };
  await saveInputs(db, REVENUE, [
    { ...revenue, entity: { kind: 'project', id: 'shop' }, amount: 9_000_000_000_000n },
    { ...revenue, entity: { kind: 'account', id: '333344445555' }, amount: 1_000_000_000_000n },
  ]);
});
const sheetOf = async (query: string, key = token): Promise<Sheet> => {
  const { json, status } = await ask(statement.GET, `/statement?${query}`, { token: key });
  expect(status, JSON.stringify(json)).toBe(200);
  return json;
};

describe('/statement', () => {
  it('adds up across, and to the control totals, whatever columns overlap', async () => {
    const sheet = await sheetOf(`${RANGE}&${COLUMNS}`);
    expect(sheet.columns.slice(-3).map(({ key }) => key)).toEqual(['overlap', 'rest', 'total']);
    const own = charges.filter(({ month }) => month >= '2026-09');
    const control = sumCharges(own, 'amortized') + 2n * RESIDUAL;
    expect(sheet.check).toMatchObject({ difference: '0' });
    expect(parseDecimal(sheet.check?.controlTotal ?? '')).toBe(control);
    expect(at(sheet, 'total', 'total')).toBe(control);
    for (const { key } of sheet.rows.filter(({ kind }) => kind !== 'memo')) {
      const list = rowOf(sheet, key);
      expect(sum(list.slice(0, -1)), key).toBe(list.at(-1));
    }
    const account = own.filter((charge) => charge.account === '333344445555');
    expect(at(sheet, 'direct', 'account:333344445555')).toBe(sumCharges(account, 'amortized'));
    expect(at(sheet, 'shared', 'total')).toBe(0n);
    expect(at(sheet, 'residual', 'rest')).toBe(2n * RESIDUAL);
    expect(at(sheet, 'revenue', 'project:shop')).toBe(10_000_000_000_000n);
    expect(at(sheet, 'revenue', 'account:333344445555')).toBe(1_000_000_000_000n);
  });

  it('has the same figures for a project whether or not accounts are told apart beside it', async () => {
    const token = await tokenOf(db, 'finance');
    const column = 'column=project:shop';
    const read = async (more: string): Promise<Sheet> =>
      (await ask(statement.GET, `/statement?${RANGE}&${column}${more}`, { token })).json;
    const [alone, beside] = [await read(''), await read('&column=account:000022223333')];
    for (const row of alone.rows.filter(({ kind }) => kind !== 'memo')) {
      for (const name of ['project:shop', 'total']) {
        expect([row.key, name, at(alone, row.key, name)]).toEqual([row.key, name, at(beside, row.key, name)]);
      }
    }
    expect(alone.rows.map(({ key }) => key)).toEqual(beside.rows.map(({ key }) => key));
    expect(alone.check).toEqual(beside.check);
  });

  it('compares with the same months a year before, by charges added up', async () => {
    const sheet = await sheetOf(`${RANGE}&column=account:000022223333&compare=lastYear`);
    const before = charges.filter(({ month, account }) => month < '2026-01' && account === '000022223333');
    const direct = sheet.rows.find(({ key }) => key === 'direct');
    expect(parseDecimal(direct?.changes?.[0]?.base ?? '')).toBe(sumCharges(before, 'amortized'));
  });

  it('shows one entity month by month', async () => {
    const sheet = await sheetOf(`${RANGE}&column=project:shop&by=month`);
    expect(sheet.columns.map(({ key }) => key)).toEqual(['2026-09', '2026-10', 'total']);
    const side = await sheetOf('from=2026-10&to=2026-11&column=project:shop');
    expect(at(sheet, 'total', '2026-10')).toBe(at(side, 'total', 'project:shop'));
    const [first, second, all] = rowOf(sheet, 'total');
    expect((first ?? 0n) + (second ?? 0n)).toBe(all);
  });

  it('goes by the fiscal year of the company, and by what tax is to it, in its files too', async () => {
    const query = 'column=organization&by=quarter&from=2026-09&to=2026-12';
    const cost = await sheetOf(query);
    expect(cost.columns.map(({ key }) => key)).toEqual(['2026-Q3', '2026-Q4', 'total']);
    await saveCompanySettings(db, { fiscalYearStart: 11, tax: 'memo' });
    try {
      const memo = await sheetOf(query);
      expect(memo.columns.map(({ key }) => key)).toEqual(['FY2026-Q4', 'FY2027-Q1', 'total']);
      const tax = at(cost, 'tax', 'total') ?? 0n;
      expect(tax).toBeGreaterThan(0n);
      expect(at(memo, 'tax', 'total')).toBe(tax);
      expect((at(cost, 'total', 'total') ?? 0n) - (at(memo, 'total', 'total') ?? 0n)).toBe(tax);
      expect((at(memo, 'profit', 'total') ?? 0n) - (at(cost, 'profit', 'total') ?? 0n)).toBe(tax);
      expect(memo.rows.find(({ key }) => key === 'tax')?.kind).toBe('memo');
      expect(memo.check?.difference).toBe('0');
      const quarter = await sheetOf('column=organization&period=quarter&from=2026-10&to=2026-11');
      const months = await sheetOf('column=organization&from=2026-08&to=2026-11');
      expect(at(quarter, 'total', 'total')).toBe(at(months, 'total', 'total'));
      const { text } = await ask(csv.GET, `/exports/statement.csv?${query}`, { token });
      const rows: Record<string, string>[] = parse(text, { columns: true });
      expect(rows.find(({ row }) => row === 'total')?.total).toBe(
        memo.rows.find(({ key }) => key === 'total')?.amounts[2],
      );
    } finally {
      await saveCompanySettings(db, { fiscalYearStart: 1, tax: 'cost' });
    }
  });

  it('takes the projects with the most cost when nobody chose', async () => {
    const sheet = await sheetOf('');
    expect(sheet.columns[0]?.key).toBe('project:shop');
    expect(sheet.columns[0]?.label).toBe('The shop');
    expect(sheet.check?.difference).toBe('0');
  });

  it('tells a reader of some accounts what lies in them, and nothing of the whole', async () => {
    const scoped = await tokenOf(db, 'viewer', ['account:000022223333']);
    const sheet = await sheetOf(`${RANGE}&column=account:000022223333&column=project:shop`, scoped);
    const whole = await sheetOf(`${RANGE}&column=account:000022223333`);
    for (const key of ['direct', 'shared', 'total'])
      expect(at(sheet, key, 'account:000022223333'), key).toBe(at(whole, key, 'account:000022223333'));
    expect(sheet.check).toBeNull();
    expect(sheet.rows.find(({ key }) => key === 'residual')).toBeUndefined();
    expect(JSON.stringify(sheet)).not.toContain('333344445555');
    const hidden = ['account:333344445555', 'account:123412341234', 'ou:ou-ab12-22222222', 'organization'];
    for (const column of [...hidden, 'connection:payer', 'project:nobody']) {
      const { status } = await ask(statement.GET, `/statement?column=${column}`, { token: scoped });
      expect(status, column).toBe(403);
    }
  });

  it('tells a reader of a project all of it, and not whose accounts', async () => {
    const scoped = await tokenOf(db, 'viewer', ['project:shop']);
    const [sheet, whole] = await Promise.all([
      sheetOf(`${RANGE}&column=project:shop`, scoped),
      sheetOf(`${RANGE}&column=project:shop`),
    ]);
    for (const key of ['revenue', 'usage', 'direct', 'shared', 'total', 'profit'])
      expect(at(sheet, key, 'project:shop'), key).toBe(at(whole, key, 'project:shop'));
    const asked = `/explain?${RANGE}&row=shared:charges&column=project:shop`;
    const { json, status } = await ask(explain.GET, asked, { token: scoped });
    expect(status, JSON.stringify(json)).toBe(200);
    expect(JSON.stringify(json)).not.toMatch(/\d{12}/);
  });

  it.each([
    ['column=tag:app', 400],
    ['column=account:333344445555&column=account:333344445555', 400],
    [Array.from({ length: 9 }, (_, n) => `column=account:${n}`).join('&'), 400],
    ['column=account:1&compare=never', 400],
    ['column=account:333344445555&column=project:shop&by=month', 400],
    ['column=account:123412341234', 404],
    ['column=project:nobody', 404],
    ['column=environment:nowhere', 404],
    ['column=class:none', 404],
    ['column=connection:other', 404],
  ])('refuses %s', async (query, status) => {
    const problem = problemIn(await ask(statement.GET, `/statement?${query}`, { token }));
    expect(problem.status).toBe(status);
  });
});

describe('/explain', () => {
  it('explains every figure of a sheet by parts that sum to it', async () => {
    const sheet = await sheetOf(`${RANGE}&${COLUMNS}`);
    const columns = COLUMNS.replaceAll('column=', 'with=');
    const wanted = sheet.rows.filter(({ key }) => /^(direct|total|shared|credit|usage:[^:]+:[^:]+)$/.test(key));
    expect(wanted.length).toBeGreaterThan(4);
    for (const { key } of wanted) {
      for (const column of sheet.columns) {
        const query = `${RANGE}&${columns}&row=${encodeURIComponent(key)}&column=${encodeURIComponent(column.key)}`;
        const { json } = await ask(explain.GET, `/explain?${query}`, { token });
        expect(parseDecimal(json.amount), `${key} ${column.key}`).toBe(at(sheet, key, column.key));
        const parts = json.parts.map(({ amount }: { amount: string }) => parseDecimal(amount));
        expect(sum(parts), `${key} ${column.key}`).toBe(parseDecimal(json.amount));
      }
    }
  });

  it('needs no other columns for one of its own, or the total', async () => {
    const sheet = await sheetOf(`${RANGE}&column=account:333344445555`);
    for (const column of ['account:333344445555', 'total']) {
      const { json } = await ask(explain.GET, `/explain?${RANGE}&row=total&column=${column}`, { token });
      expect(parseDecimal(json.amount)).toBe(at(sheet, 'total', column));
    }
    const rest = problemIn(await ask(explain.GET, `/explain?row=total&column=rest`, { token }));
    expect(rest).toMatchObject({ status: 400, errors: [{ field: 'with' }] });
    const row = problemIn(await ask(explain.GET, `/explain?row=nothing&column=total`, { token }));
    expect(row.status).toBe(404);
  });
});

describe('the files of a statement', () => {
  it('have the figures of the sheet', async () => {
    const sheet = await sheetOf(`${RANGE}&${COLUMNS}`);
    const { text, headers } = await ask(csv.GET, `/exports/statement.csv?${RANGE}&${COLUMNS}`, { token });
    expect(headers.get('content-disposition')).toContain('statement-2026-09-amortized.csv');
    const rows: Record<string, string>[] = parse(text, { columns: true });
    expect(rows.map(({ row }) => row)).toEqual(sheet.rows.map(({ key }) => key));
    for (const [index, row] of sheet.rows.entries())
      expect(sheet.columns.map(({ key }) => rows[index]?.[key] || null)).toEqual(row.amounts);
  });

  it('give the same figures by their formulas', async () => {
    const sheet = await sheetOf(`${RANGE}&${COLUMNS}`);
    const request = new Request(`http://localhost:3000/api/v1/exports/statement.xlsx?${RANGE}&${COLUMNS}`, {
      headers: { authorization: `Bearer ${token}`, host: 'localhost:3000' },
    });
    const response = await workbook.GET(request, { params: Promise.resolve({}) });
    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    const cells = readWorkbook(new Uint8Array(await response.arrayBuffer())).cellsOf(1);
    const sums = [...cells.values()].flatMap(({ formula, value }) =>
      formula && !formula.startsWith('IF') ? [{ formula, value }] : [],
    );
    for (const { formula, value } of sums) expect(evaluate(formula, cells), formula).toBe(parseDecimal(value));
    for (const [index, row] of sheet.rows.entries()) {
      if (row.kind !== 'sum' && row.kind !== 'total') continue;
      for (const [column, text] of row.amounts.entries()) {
        const cell = cells.get(addressOf({ row: index + 4, column: column + 1 }));
        expect(cell?.formula, row.key).not.toBeNull();
        expect(cell?.value, row.key).toBe(text);
      }
    }
  });

  it('say in the workbook what every figure is compared with, the change as a formula', async () => {
    const sheet = await sheetOf(`${RANGE}&${COLUMNS}&compare=lastYear`);
    const request = new Request(
      `http://localhost:3000/api/v1/exports/statement.xlsx?${RANGE}&${COLUMNS}&compare=lastYear`,
      { headers: { authorization: `Bearer ${token}`, host: 'localhost:3000' } },
    );
    const response = await workbook.GET(request, { params: Promise.resolve({}) });
    const cells = readWorkbook(new Uint8Array(await response.arrayBuffer())).cellsOf(2);
    const before = await sheetOf(`from=2025-09&to=2025-11&${COLUMNS}`);
    const place = (row: number, column: number) => cells.get(addressOf({ row: row + 4, column }));
    const at = [...cells].find(([address, { value }]) => address.startsWith('A') && value === 'Direct cost')?.[0] ?? '';
    const row = Number(at.slice(1)) - 5;
    const amountsOf = ({ rows }: typeof sheet) => rows.find(({ key }) => key === 'direct')?.amounts ?? [];
    for (const [column, now] of amountsOf(sheet).entries()) {
      const cell = place(row, 3 * column + 3);
      expect(place(row, 3 * column + 1)?.value).toBe(amountsOf(before)[column]);
      expect(place(row, 3 * column + 2)?.value).toBe(now);
      expect(evaluate(cell?.formula ?? '', cells)).toBe(parseDecimal(cell?.value ?? ''));
    }
  });
});
