import { formatDecimal } from '@/lib/finance/money';
import { addMonths, type Day, type Month, monthOf, monthsIn } from '@/lib/finance/month';
import type { Calendar } from './calendar';
import { noise, seedOf } from './noise';

/** A line as it would be typed or imported; `entity` is `project:<id>`, `account:<id>` or `ou:<id>`, amounts are decimal strings. */
export type RevenueLine = {
  readonly month: Month;
  readonly entity: string;
  readonly amount: string;
  readonly source: string;
};
export type BudgetLine = { readonly month: Month; readonly entity: string; readonly amount: string };
export type DriverLine = {
  readonly month: Month;
  readonly entity: string;
  readonly driver: string;
  readonly quantity: string;
};
export type OutsideCostLine = {
  readonly from: Month;
  readonly to: Month;
  readonly entity: string;
  readonly amount: string;
  readonly vendor: string;
};
export type Project = { readonly id: string; readonly name: string; readonly class: string; readonly owner: string };

export const PROJECTS: readonly Project[] = [
  { id: 'checkout', name: 'Checkout', class: 'cogs', owner: 'ana@northwind.example' },
  { id: 'search', name: 'Search', class: 'cogs', owner: 'tomas@northwind.example' },
  { id: 'mobile', name: 'Mobile', class: 'cogs', owner: 'zoe@northwind.example' },
  { id: 'payments', name: 'Payments', class: 'cogs', owner: 'jürgen@northwind.example' },
  { id: 'storefront', name: 'Storefront', class: 'cogs', owner: 'ana@northwind.example' },
  { id: 'loyalty', name: 'Loyalty', class: 'cogs', owner: 'ana@northwind.example' },
  { id: 'partner-portal', name: 'Partner portal', class: 'cogs', owner: 'ana@northwind.example' },
  { id: 'data-lake', name: 'Data lake', class: 'rnd', owner: 'mei@northwind.example' },
  { id: 'recommendations', name: 'Recommendations', class: 'rnd', owner: 'mei@northwind.example' },
  { id: 'fraud-models', name: 'Fraud models', class: 'rnd', owner: 'mei@northwind.example' },
  { id: 'research', name: 'Research', class: 'rnd', owner: 'mei@northwind.example' },
  { id: 'platform', name: 'Platform', class: 'operations', owner: 'priya@northwind.example' },
];

type Level = { readonly project: string; readonly monthly: number; readonly growth: number; readonly name: string };

const REVENUE: readonly Level[] = [
  { project: 'checkout', monthly: 398_000, growth: 0.022, name: 'Subscriptions' },
  { project: 'checkout', monthly: 14_500, growth: 0.01, name: 'Services' },
  { project: 'search', monthly: 181_200, growth: 0.015, name: 'Subscriptions' },
  { project: 'search', monthly: 7000, growth: 0, name: 'Services' },
  { project: 'mobile', monthly: 96_400, growth: 0.03, name: 'Subscriptions' },
  { project: 'payments', monthly: 28_000, growth: 0.018, name: 'Subscriptions' },
  { project: 'partner-portal', monthly: 13_000, growth: 0, name: 'Services' },
];
const BUDGETS: readonly Level[] = [
  { project: 'checkout', monthly: 78_000, growth: 0.02, name: '' },
  { project: 'search', monthly: 36_000, growth: 0.01, name: '' },
  { project: 'data-lake', monthly: 47_000, growth: 0.02, name: '' },
  { project: 'mobile', monthly: 22_000, growth: 0.02, name: '' },
  { project: 'platform', monthly: 15_000, growth: 0, name: '' },
];
const DRIVERS: readonly Level[] = [
  { project: 'checkout', monthly: 1_840_000, growth: 0.025, name: 'orders' },
  { project: 'search', monthly: 61_500_000, growth: 0.02, name: 'queries' },
  { project: 'mobile', monthly: 412_000, growth: 0.03, name: 'active devices' },
];

/** What finance enters: revenue and drivers of complete months, budgets of the open month's quarter too, outside costs. A later day only adds. */
export function inputsUntil(today: Day, calendar: Calendar) {
  const open = monthOf(today);
  const past = monthsIn({ from: calendar.since, to: open });
  const planned = monthsIn({ from: calendar.since, to: addMonths(open, 3) });
  const grown = ({ project, monthly, growth, name }: Level, month: Month, spread: number): number => {
    const jitter = 1 + spread * (noise(seedOf(`${project} ${name}`), Number(month.replace('-', ''))) - 0.5);
    return monthly * Math.max(0.1, 1 + growth * calendar.age(month)) * jitter;
  };
  const cents = (amount: number): string => formatDecimal(BigInt(Math.round(amount * 100)), 2);
  const entity = ({ project }: Level): string => `project:${project}`;
  return {
    projects: PROJECTS,
    revenue: past.flatMap((month) =>
      REVENUE.map(
        (level): RevenueLine => ({
          month,
          entity: entity(level),
          amount: cents(grown(level, month, 0.04)),
          source: level.name,
        }),
      ),
    ),
    budgets: planned.flatMap((month) =>
      BUDGETS.map(
        (level): BudgetLine => ({
          month,
          entity: entity(level),
          amount: cents(Math.round(grown(level, month, 0) / 100) * 100),
        }),
      ),
    ),
    drivers: past.flatMap((month) =>
      DRIVERS.map(
        (level): DriverLine => ({
          month,
          entity: entity(level),
          driver: level.name,
          quantity: String(Math.round(grown(level, month, 0.06))),
        }),
      ),
    ),
    outsideCosts: [
      {
        from: calendar.since,
        to: addMonths(calendar.since, 12),
        entity: 'project:platform',
        amount: '28800',
        vendor: 'Lantern Incident Desk',
      },
      {
        from: monthOf(calendar.at(-2, 1)),
        to: monthOf(calendar.at(-1, 1)),
        entity: 'project:checkout',
        amount: '6400',
        vendor: 'Ironbark Penetration Test',
      },
    ] satisfies OutsideCostLine[],
  };
}
