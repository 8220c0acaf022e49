import { BudgetTable } from '@/components/inputs/budget-table';
import type { MonthRange } from '@/lib/finance/month';
import { BASIS_NAMES } from '@/lib/format/basis';
import { currencyName } from '@/lib/format/money';
import { formatMonthsShort } from '@/lib/format/time';
import { loadBudgets } from '@/lib/reports/budget-report';
import type { PageQuery } from '@/lib/reports/query';

/** How entities keep to their budgets in the year that is shown; nothing without budgets. */
export async function BudgetSection({ query, months }: { query: PageQuery; months: MonthRange }) {
  const reports = await loadBudgets(query, months);
  return reports.map(({ currency, lines }) => (
    <section key={currency} aria-label="Pace and variance" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div>
        <h2>Pace and variance</h2>
        <p className="text-ink-3 text-s">
          {formatMonthsShort(months)} · {BASIS_NAMES[query.basis].name.toLowerCase()}, {currencyName(currency)}. To date
          counts complete months and the elapsed days of the open one; above the budget is a plus. A project’s actual is
          direct and shared, an account’s or OU’s its own charges.
        </p>
      </div>
      <BudgetTable label={`Pace and variance, ${currency}`} lines={lines} />
    </section>
  ));
}
