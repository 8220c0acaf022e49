import Link from 'next/link';
import type { ReactNode } from 'react';
import type { InputActions } from '@/components/inputs/input-actions';
import { InputBoard, OutsideCostList } from '@/components/inputs/input-parts';
import type { OutsideCostRow } from '@/components/inputs/outside-cost-list';
import { withParams } from '@/components/shell/view-link';
import { LinkButton } from '@/components/ui/link-button';
import { OUTSIDE_COST } from '@/lib/finance/input-kind';
import { writeLine } from '@/lib/finance/input-line';
import { addMonths, type MonthRange, monthsIn } from '@/lib/finance/month';
import { currencyName } from '@/lib/format/money';
import { formatMonth, formatMonthsShort } from '@/lib/format/time';
import type { InputSheet, OutsideCosts } from '@/lib/reports/input-sheet';
import { INPUT_TABS, type InputTab } from './inputs-query';

type Props = {
  report: InputSheet | OutsideCosts;
  tab: InputTab;
  params: readonly (readonly [string, string])[];
  actions: InputActions;
  /** What stands beneath the grid. */
  children?: ReactNode;
};

const WORDS: Readonly<Record<InputTab['value'], string>> = {
  revenue: 'What each project, account or OU earned in a month, by source.',
  budgets: 'What each project, account or OU may cost in a month.',
  drivers: 'What cost is divided by: orders, users, devices. They give unit costs.',
  costs: 'What is paid outside AWS: a licence, a SaaS bill. Spread evenly over its months.',
};

/** The figures that finance enters, a kind at a time. */
export function InputsView({ report, tab, params, actions, children }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <nav aria-label="Inputs" className="inline-flex h-7 overflow-hidden rounded-md border border-rule-2 bg-raised">
          {INPUT_TABS.map(({ value, label }) => (
            <Link
              key={value}
              href={withParams('/settings/inputs', params, { kind: value })}
              aria-current={value === tab.value ? 'page' : undefined}
              className="flex items-center border-rule border-r px-2.5 text-ink-2 last:border-r-0 focus-visible:-outline-offset-2 aria-[current]:bg-accent-soft aria-[current]:font-[560] aria-[current]:text-accent"
            >
              {label}
            </Link>
          ))}
        </nav>
        {report.kind === 'sheet' && <YearLinks months={report.months} params={params} />}
      </div>
      <p className="text-ink-2">
        {WORDS[tab.value]}
        {tab.value !== 'drivers' &&
          report.currencies.length === 1 &&
          ` In ${currencyName(report.currencies[0] ?? '')}.`}
      </p>
      {report.kind === 'sheet' ? (
        <InputBoard
          key={`${report.name} ${report.months.from}`}
          name={report.name}
          label={`${tab.label}, ${formatMonthsShort(report.months)}`}
          rows={report.rows}
          months={monthsIn(report.months)}
          {...{ closed: report.closed, currencies: report.currencies, mayChange: report.mayChange, actions }}
        />
      ) : (
        <OutsideCostList
          rows={report.rows.map((cost) => costRow(cost, report))}
          {...{ currencies: report.currencies, mayChange: report.mayChange, actions }}
        />
      )}
      {children}
    </div>
  );
}

function costRow(
  { name, connections, ...cost }: OutsideCosts['rows'][number],
  { closed }: OutsideCosts,
): OutsideCostRow {
  const close = closed.find(
    ({ connection, month }) =>
      month >= cost.from && month < cost.to && (connections === null || connections.includes(connection)),
  );
  const shut = close ? `${formatMonth(close.month)} was closed by ${close.by}.` : null;
  return { line: writeLine(OUTSIDE_COST, cost), name, shut };
}

/** The fiscal year that is shown, and the way to its neighbours. */
function YearLinks({ months, params }: { months: MonthRange; params: Props['params'] }) {
  const to = (by: number) =>
    withParams('/settings/inputs', params, {
      ...{ month: null, from: addMonths(months.from, by), to: addMonths(months.to, by) },
    });
  return (
    <span className="flex items-center gap-2">
      <LinkButton href={to(-12)}>
        <span aria-hidden>‹</span>
        <span className="sr-only">The year before</span>
      </LinkButton>
      <span className="font-[560]">{formatMonthsShort(months)}</span>
      <LinkButton href={to(12)}>
        <span aria-hidden>›</span>
        <span className="sr-only">The year after</span>
      </LinkButton>
    </span>
  );
}
