import { BASIS_NAMES } from '@/lib/format/basis';
import { formatPlural } from '@/lib/format/count';
import { currencyName } from '@/lib/format/money';
import { formatMonths } from '@/lib/format/time';
import type { TreeReport } from '@/lib/reports/shapes';

/** What the figures of the tree are, in one line. */
export function treeSummary(report: TreeReport): string {
  const parts = [
    `${formatPlural(report.accounts, 'account')} in ${formatPlural(report.units, 'unit')}`,
    formatMonths(report.months),
    `${BASIS_NAMES[report.basis].name.toLowerCase()}${report.basis === 'blended' ? ' (not for allocation)' : ''}`,
    currencyName(report.currency),
  ];
  if (report.estimated) parts.push('estimated');
  return parts.join(' · ');
}

/** The address of the same figures as a file. */
export function treeFile(report: TreeReport): string {
  const params = new URLSearchParams({ from: report.months.from, to: report.months.to, basis: report.basis });
  if (report.connection) params.set('connection', report.connection.id);
  return `/api/v1/exports/tree.csv?${params}`;
}
