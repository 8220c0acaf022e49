import { describe, expect, it } from 'vitest';
import { CHARGE_CLASSES } from '../charge-class';
import { addMonths, type Month, monthsIn } from '../month';
import type { Column } from './column';
import { explainFigure } from './explanation';
import type { StatementInput, StatementShare, StatementSlice, UsageCell } from './input';
import { entitiesOf, type StatementQuery } from './query';
import { buildStatement } from './statement';
import { displayStatement } from './statement-display';

const ACCOUNTS = 1_000;
const MONTHS: readonly Month[] = monthsIn({ from: '2025-10', to: '2026-11' });
const SERVICES = 12;

const account = (at: number): string => String(at).padStart(12, '0');
/** Every tenth account is mixed, with usage of two projects and without one; the others are dedicated. */
const homesOf = (at: number): string[] =>
  at % 10 === 0 ? [`project:p${at % 40}`, `project:p${(at + 7) % 40}`, 'untagged'] : [`project:p${at % 40}`];

/** Thirteen months of a thousand accounts, as the face account × home × service has them. */
function bigInput(): StatementInput {
  const slices: StatementSlice[] = [];
  const usage: UsageCell[] = [];
  const shares: StatementShare[] = [];
  for (const month of MONTHS) {
    for (let at = 0; at < ACCOUNTS; at += 1) {
      const connection = 'payer';
      const id = account(at);
      for (const home of homesOf(at)) {
        let sum = 0n;
        for (let service = 0; service < SERVICES; service += 1) {
          const units = BigInt(1_000_000_007 * (service + 1) + at);
          sum += units;
          usage.push({
            connection,
            month,
            account: id,
            home,
            environment: null,
            service: `Service ${(at + service) % 60}`,
            units,
          });
        }
        slices.push({ connection, month, account: id, home, chargeClass: 'usage', units: sum, rule: null });
      }
      const own = at % 10 === 0 ? 'charges' : `project:p${at % 40}`;
      for (const chargeClass of CHARGE_CLASSES.slice(1, 5)) {
        slices.push({ connection, month, account: id, home: own, chargeClass, units: 777_777_777n, rule: null });
      }
      shares.push({
        connection,
        month,
        account: id,
        pool: 'p',
        chargeClass: 'tax',
        side: 'in',
        home: `project:p${at % 40}`,
        units: 5n,
      });
      shares.push({ connection, month, account: id, pool: 'p', chargeClass: 'tax', side: 'out', home: own, units: 5n });
    }
  }
  const control = (month: Month) =>
    slices.reduce((all, slice) => (slice.month === month ? all + slice.units : all), 0n);
  return {
    currency: 'USD',
    basis: 'amortized',
    connections: ['payer'],
    months: MONTHS.map((month) => ({
      ...{ connection: 'payer', month, estimated: false, days: 30 },
      ...{ control: control(month), residual: 0n },
    })),
    ...{ slices, shares, usage, homes: [] },
    placeOf: (_, __, id) => {
      const path = ['r-1', `ou-${Number(id) % 20}`];
      return {
        path,
        pathNow: path,
        home: Number(id) % 10 === 0 ? null : `project:p${Number(id) % 40}`,
        environment: null,
      };
    },
    projects: Array.from({ length: 40 }, (_, at) => ({
      ...{ id: `p${at}`, name: `p${at}`, owner: null },
      class: at % 2 === 0 ? 'cogs' : 'rnd',
    })),
    ...{ revenue: [], budgets: [], outsideCosts: [], drivers: [], adjustments: [], labels: new Map() },
  };
}

const columns: readonly Column[] = [
  ...['ou-1', 'ou-2'].map((id) => ({ kind: 'ou' as const, id })),
  ...[1, 21].map((at) => ({ kind: 'account' as const, id: account(at) })),
  ...['p1', 'p2', 'p3'].map((id) => ({ kind: 'project' as const, id })),
  { kind: 'class', id: 'cogs' },
];
const base = { units: 'then', tax: 'cost', fiscalYearStart: 1 } as const;
const whole = { kind: 'custom', from: MONTHS[0] ?? '', to: addMonths(MONTHS.at(-1) ?? '', 1) } as const;
const SHEETS: readonly [string, StatementQuery][] = [
  ['8 columns over 13 months', { ...base, shape: { kind: 'columns', columns }, period: whole, compare: null }],
  [
    '8 columns of a month, against the one before',
    {
      ...base,
      shape: { kind: 'columns', columns },
      period: { kind: 'month', from: '2026-10', to: '2026-11' },
      compare: 'previous',
    },
  ],
  [
    'one class by month, against the month before',
    {
      ...base,
      shape: { kind: 'time', entity: { kind: 'class', id: 'cogs' }, by: 'month' },
      period: whole,
      compare: 'previous',
    },
  ],
];

describe('a statement of 1,000 accounts', () => {
  const input = bigInput();

  it.each(SHEETS)('%s', (name, query) => {
    expect(entitiesOf(query.shape).length).toBeGreaterThan(0);
    buildStatement(query, input);
    const times = [0, 1, 2].map(() => {
      const start = process.cpuUsage();
      const { check } = buildStatement(query, input);
      expect(check === null || check.difference === 0n).toBe(true);
      return process.cpuUsage(start).user / 1000;
    });
    const best = Math.min(...times);
    // What is printed and one explanation are asked for beside it.
    const start = process.cpuUsage();
    const printed = displayStatement(buildStatement(query, input));
    const explained = explainFigure(query, input, 'usage:Other:Service 1', 'total');
    const beside = process.cpuUsage(start).user / 1000;
    expect(printed.length).toBeGreaterThan(50);
    expect(explained?.parts.length).toBeGreaterThan(0);
    expect(beside).toBeLessThan(3_000);
    process.stdout.write(`${name}: ${best.toFixed(0)} ms; printed and explained: ${beside.toFixed(0)} ms\n`);
    // Three times what the screen allows: the machine may be busy.
    expect(best).toBeLessThan(900);
  });
});
