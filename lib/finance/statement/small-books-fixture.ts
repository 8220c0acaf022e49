import { daysInMonth, type Month } from '../month';
import { type Column, parseColumn } from './column';
import { type AccountPlace, type StatementInput, type StatementSlice, UNPLACED, type UsageCell } from './input';
import type { StatementQuery } from './query';
import type { Statement } from './sheet';

// Books small enough to be checked by hand: one payer, amounts in whole dollars.

export const DOLLAR = 1_000_000_000n;
export const MONTH: Month = '2026-10';

export const dollars = (amount: number): bigint => BigInt(Math.round(amount * 100)) * 10_000_000n;

export const slice = (
  account: string,
  home: string,
  chargeClass: StatementSlice['chargeClass'],
  amount: number,
  month = MONTH,
): StatementSlice => ({ connection: 'payer', month, account, home, chargeClass, units: dollars(amount), rule: null });

export const cell = (
  account: string,
  home: string | null,
  environment: string | null,
  service: string | null,
  amount: number,
  month = MONTH,
): UsageCell => ({ connection: 'payer', month, account, home, environment, service, units: dollars(amount) });

export const stored = (month: Month, control: number, rest: Partial<StatementInput['months'][number]> = {}) => ({
  connection: 'payer',
  month,
  estimated: false,
  days: daysInMonth(month),
  control: dollars(control),
  residual: 0n,
  ...rest,
});

/** Books in which what is not said is not there. `places` are by account id. */
export function smallInput({
  places = {},
  ...given
}: Partial<StatementInput> & { readonly places?: Readonly<Record<string, Partial<AccountPlace>>> }): StatementInput {
  return {
    currency: 'USD',
    basis: 'amortized',
    connections: ['payer'],
    months: [stored(MONTH, 0)],
    slices: [],
    shares: [],
    usage: [],
    homes: [],
    placeOf: (_, __, account) => {
      const place = { ...UNPLACED, ...places[account] };
      return places[account]?.pathNow ? place : { ...place, pathNow: place.path };
    },
    projects: [],
    revenue: [],
    budgets: [],
    outsideCosts: [],
    drivers: [],
    adjustments: [],
    labels: new Map(),
    ...given,
  };
}

const columnOf = (text: string): Column => {
  const column = parseColumn(text);
  if (!column) throw new Error(`no column ${text}`);
  return column;
};

export const sheetOf = (columns: readonly string[], rest: Partial<StatementQuery> = {}): StatementQuery => ({
  shape: { kind: 'columns', columns: columns.map(columnOf) },
  period: { kind: 'month', from: MONTH, to: '2026-11' },
  compare: null,
  units: 'then',
  tax: 'cost',
  fiscalYearStart: 1,
  ...rest,
});

export const timeOf = (entity: string, by: 'month' | 'quarter' | 'year') =>
  ({ kind: 'time', entity: columnOf(entity), by }) as const;

/** A row's amounts by column key, in dollars. */
export function dollarsIn(statement: Statement, key: string): Record<string, number | null> {
  const row = statement.rows.find((each) => each.key === key);
  if (!row) throw new Error(`no row ${key} among ${statement.rows.map((each) => each.key).join()}`);
  return Object.fromEntries(
    statement.columns.map((column, at) => {
      const units = row.amounts[at] ?? null;
      return [column.key, units === null ? null : Number(units) / 1e9];
    }),
  );
}
