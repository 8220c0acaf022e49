import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { REVENUE } from '@/lib/finance/input-kind';
import { type Currency, formatDecimal } from '@/lib/finance/money';
import { addMonths, type Month, type MonthRange } from '@/lib/finance/month';
import { TOTAL } from '@/lib/finance/statement/column';
import { fiscalYearOf } from '@/lib/finance/statement/period';
import { getCompanySettings } from '@/lib/store/company-settings';
import { readBudgets } from './budget-report';
import { readInputs } from './finance-inputs';
import { readStatement } from './statement';
import { ratio } from './tree-node';

/** What is earned on a full month, as its statement says. Amounts are decimal strings. */
export type MarginFigure = {
  readonly month: Month;
  /** Revenue less the cost of class `cogs` where classes are in use, else the cloud result. */
  readonly of: 'gross' | 'profit';
  readonly profit: string;
  readonly revenue: string;
  /** A fraction; null when revenue is not above zero. */
  readonly share: number | null;
};

/** How the outermost budgets of the fiscal year are kept to date; above zero is more than planned. */
export type PaceFigure = {
  readonly months: MonthRange;
  readonly actual: string;
  readonly budget: string;
  readonly difference: string;
  readonly share: number | null;
};

export type PlanFigures = {
  /** Null without revenue in the month. */
  readonly margin: MarginFigure | null;
  /** Null without budgets, or with such as overlap. */
  readonly pace: PaceFigure | null;
};

type Asked = {
  readonly connection: string;
  readonly currency: Currency;
  readonly basis: Basis;
  /** The newest month in the books, and the last full one. */
  readonly month: Month;
  readonly lastFull: Month;
};

/** What the overview says of revenue and budgets. */
export async function readPlan(viewer: Viewer, asked: Asked, now: Date): Promise<PlanFigures> {
  const [margin, pace] = await Promise.all([marginOf(viewer, asked, now), paceOf(viewer, asked, now)]);
  return { margin, pace };
}

async function marginOf(
  viewer: Viewer,
  { connection, currency, basis, lastFull }: Asked,
  now: Date,
): Promise<MarginFigure | null> {
  const months = { from: lastFull, to: addMonths(lastFull, 1) };
  if ((await readInputs(viewer, REVENUE, { connection, currency, months })).length === 0) return null;
  const report = await readStatement(
    viewer,
    {
      ...{
        connection,
        currency,
        months,
        basis,
        by: null,
        period: 'month',
        compare: null,
        units: 'now',
        view: 'closed',
      },
      columns: [{ kind: 'organization', id: '' }],
    },
    now,
  );
  if (report.kind !== 'statement') return null;
  const { rows, columns } = report.statement;
  const at = columns.findIndex(({ key }) => key === TOTAL);
  const amountOf = (key: string) => rows.find((row) => row.key === key)?.amounts[at] ?? null;
  const [gross, profit, revenue] = [amountOf('gross'), amountOf('profit'), amountOf('revenue')];
  const shown = gross ?? profit;
  if (shown === null || revenue === null) return null;
  return {
    month: lastFull,
    of: gross === null ? 'profit' : 'gross',
    profit: formatDecimal(shown),
    revenue: formatDecimal(revenue),
    share: revenue > 0n ? ratio(shown, revenue) : null,
  };
}

async function paceOf(
  viewer: Viewer,
  { connection, currency, basis, month }: Asked,
  now: Date,
): Promise<PaceFigure | null> {
  const { fiscalYearStart } = await getCompanySettings(viewer.scope.db);
  const months = fiscalYearOf(month, fiscalYearStart);
  const report = (await readBudgets(viewer, { connection, basis, months }, now)).find(
    (each) => each.currency === currency,
  );
  const pace = report?.whole?.pace;
  if (!pace) return null;
  const { actual, budget, difference, share } = pace;
  return {
    ...{ months, share, actual: formatDecimal(actual) },
    ...{ budget: formatDecimal(budget), difference: formatDecimal(difference) },
  };
}
