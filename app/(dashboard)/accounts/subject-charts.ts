import { type CostTableInput, costTable } from '@/components/charts/cost-table';
import { type ColumnsModel, prepareColumns } from '@/components/charts/prepare-columns';
import type { AccountReport, MonthlyCost } from '@/lib/reports/shapes';

/** What a charge class is called in a column of costs. */
const CLASS_NAMES: Readonly<Record<string, string>> = {
  usage: 'Usage',
  commitment: 'Commitments',
  support: 'Support',
  other: 'Other charges',
  discount: 'Discounts',
  credit: 'Credits',
  refund: 'Refunds',
  tax: 'Tax',
};

/** The chart above the tables: usage by service, and what is no usage by its class. */
export function subjectColumns({ history, services, currency, basis }: AccountReport): ColumnsModel {
  return prepareColumns({
    title: 'Cost by service',
    currency,
    basis,
    months: history,
    series: services.map(({ key, label, amounts }) => ({ entity: key, label, amounts })),
  });
}

type Views = readonly [ReturnType<typeof view>, ReturnType<typeof view>];
const view = (label: string, table: ReturnType<typeof costTable>) => ({ label, table });

function viewsOf(report: AccountReport, title: string, rowName: string, rows: readonly MonthlyCost[]): Views {
  const { currency, basis, history } = report;
  const input = (show: CostTableInput['show']): CostTableInput => ({
    ...{ title, rowName, currency, basis, months: history, show },
    rows: rows.map(({ key, label, amounts }) => ({
      label: rowName === 'Charge class' ? (CLASS_NAMES[key] ?? label) : label,
      amounts,
    })),
  });
  return [view('Amounts', costTable(input('amounts'))), view('Change', costTable(input('changes')))];
}

export const serviceViews = (report: AccountReport): Views =>
  viewsOf(report, 'Services by month', 'Service', report.services);
export const classViews = (report: AccountReport): Views =>
  viewsOf(report, 'Charge classes by month', 'Charge class', report.classes);
