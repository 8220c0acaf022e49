import type { Viewer } from '@/lib/auth/viewer';
import { BUDGET, DRIVER, OUTSIDE_COST } from '@/lib/finance/input-kind';
import { UNIT_SCALE } from '@/lib/finance/money';
import { addMonths } from '@/lib/finance/month';
import { outsideCostsIn } from '@/lib/finance/outside-cost';
import type { Books } from './books';
import { readInputs } from './finance-inputs';
import type { ProjectSeries } from './project-history';
import type { ProjectDriver, ProjectReport } from './project-report';
import type { MonthState } from './shapes';

const SCALE = 10n ** BigInt(UNIT_SCALE);

/** What finance entered of a project: drivers over its history, outside cost and budget of the months. */
export async function projectInputs(
  viewer: Viewer,
  books: Books,
  project: string,
  history: readonly MonthState[],
  series: ProjectSeries,
): Promise<Pick<ProjectReport, 'drivers' | 'outside' | 'budget'>> {
  const [only, ...others] = books.connections;
  const connection = only && others.length === 0 ? only.connection.id : null;
  const range = { from: history[0]?.month ?? books.months.from, to: addMonths(history.at(-1)?.month ?? '', 1) };
  const { months, currency } = books;
  const [drivers, costs, budgets] = await Promise.all([
    readInputs(viewer, DRIVER, { connection, currency, months: range }),
    readInputs(viewer, OUTSIDE_COST, { connection, currency, months }),
    readInputs(viewer, BUDGET, { connection, currency, months }),
  ]);
  const isOwn = ({ entity }: { entity: { kind: string; id: string } }) =>
    entity.kind === 'project' && entity.id === project;
  const own = drivers.filter(isOwn);
  const outside = new Map<string, bigint>();
  for (const { vendor, amount } of outsideCostsIn(costs.filter(isOwn), months)) {
    outside.set(vendor, (outside.get(vendor) ?? 0n) + amount);
  }
  const budget = budgets.filter(isOwn);
  return {
    drivers: [...new Set(own.map(({ driver }) => driver))].sort().map((driver): ProjectDriver => {
      const given = new Map(own.filter((each) => each.driver === driver).map((each) => [each.month, each.quantity]));
      const quantities = history.map(({ month }) => given.get(month) ?? null);
      return {
        driver,
        quantities,
        unitCosts: quantities.map((quantity, at) => {
          if (quantity === null || quantity <= 0n || history[at]?.state === 'missing') return null;
          return (((series.direct[at] ?? 0n) + (series.shared[at] ?? 0n)) * SCALE) / quantity;
        }),
      };
    }),
    outside: [...outside].map(([vendor, units]) => ({ vendor, units })),
    budget: budget.length === 0 ? null : budget.reduce((sum, { amount }) => sum + amount, 0n),
  };
}
