import type { ChosenColumn } from '@/components/statement/sheet-model';
import { type Multiple, TrendMultiples } from '@/components/statement/trend-multiples';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths } from '@/lib/finance/month';
import { TOTAL } from '@/lib/finance/statement/column';
import { formatFigure, NOT_APPLICABLE } from '@/lib/format/money';
import { formatMonthsShort } from '@/lib/format/time';
import type { StatementAsked, StatementReport } from '@/lib/reports/statement-query';
import { loadStatementTrend, TREND_ROWS } from '@/lib/reports/statement-trend';

const LABELS = {
  total: 'Total cost',
  revenue: 'Revenue',
  direct: 'Direct cost',
  shared: 'Shared cost',
  profit: 'Cloud result',
} as const;

type Props = { report: StatementReport; asked: StatementAsked; columns: readonly ChosenColumn[] };

/** The main rows of every column over thirteen months. */
export async function StatementTrends({ report, asked, columns }: Props) {
  const trend = await loadStatementTrend(report, asked);
  const first = trend?.months[0]?.month;
  if (!trend || first === undefined) return null;
  const multiples = trend.columns.map(
    ({ key, label, rows }, at): Multiple => ({
      key,
      label,
      colour: columns[at]?.colour ?? (key === TOTAL ? 'var(--ink)' : 'var(--c8)'),
      rows: Object.fromEntries(
        TREND_ROWS.map((row) => {
          const last = rows[row].at(-1) ?? null;
          return [
            row,
            {
              amounts: rows[row].map((units) => (units === null ? null : Number(units) / 1e9)),
              last: last === null ? NOT_APPLICABLE : formatFigure(formatDecimal(last)).text,
            },
          ];
        }),
      ),
    }),
  );
  const certain = trend.months.findLastIndex(({ estimated }) => !estimated);
  return (
    <TrendMultiples
      multiples={multiples}
      rows={TREND_ROWS.map((value) => ({ value, label: LABELS[value] }))}
      months={formatMonthsShort({ from: first, to: addMonths(first, trend.months.length) })}
      uncertain={trend.months.length - 1 - certain}
    />
  );
}
