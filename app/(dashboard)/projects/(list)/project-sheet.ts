import { viewLink } from '@/components/shell/view-link';
import type { PrintedAmount, ProjectRow, ProjectSheet, RestRow } from '@/components/tables/project-row';
import { compareNames } from '@/lib/finance/compare-names';
import { formatDecimal, toCents } from '@/lib/finance/money';
import { writeSpark } from '@/lib/finance/spark';
import { formatExact } from '@/lib/format/money';
import { roundParts, roundTo } from '@/lib/format/parts';
import { formatPercent } from '@/lib/format/percent';
import { formatMonth, formatMonths } from '@/lib/format/time';
import { projectPath } from '@/lib/reports/project-path';
import type { ProjectFigures, ProjectsReport } from '@/lib/reports/project-shapes';
import { uncertainMonths } from '../uncertain-months';

type Params = readonly (readonly [string, string])[];

/**
 * The table of a report. Direct and shared cost are rounded so that their columns add up to what the strip shows, a total is
 * what its row shows, and everything adds up to AWS's total as printed.
 */
export function projectSheet(report: ProjectsReport, params: Params): ProjectSheet {
  const { rows, sums, books, history, previous, whole } = report;
  const { currency } = books;
  const amount = (cents: bigint, units: bigint): PrintedAmount => ({
    ...{ cents, zero: units === 0n && cents === 0n },
    exact: formatExact(formatDecimal(units), currency),
  });
  const shown = sumCents(report);
  const direct = roundTo(
    rows.map((row) => row.direct),
    shown.direct,
  );
  const shared = roundTo(
    rows.map((row) => row.shared),
    shown.shared,
  );
  const pools = [...new Set(rows.flatMap((row) => row.pools.map(({ key }) => key)))].sort(compareNames);
  const lines = rows.map((row, at): ProjectRow => {
    const [own, moved] = [direct[at] ?? 0n, shared[at] ?? 0n];
    const total = own + moved;
    const revenue = row.revenue === null ? null : toCents(row.revenue);
    return {
      ...{ id: row.project, name: row.name, class: row.class ?? '', owner: row.owner ?? '' },
      href: viewLink(projectPath(row.project), params),
      amounts: {
        direct: amount(own, row.direct),
        shared: amount(moved, row.shared),
        total: amount(total, row.total),
        revenue: revenue === null || row.revenue === null ? null : amount(revenue, row.revenue),
        profit: revenue === null || row.profit === null ? null : amount(revenue - total, row.profit),
        ...poolAmounts(row, pools, moved, amount),
      },
      ...{ change: row.change, perDay: row.perDayChange, coverage: row.coverage, margin: row.margin },
      ...{ accounts: row.accounts, spark: writeSpark(row.spark) },
    };
  });
  return {
    currency,
    rows: lines,
    rest: restOf(report, shown, amount, params),
    total: amount(shown.total, shownUnits(sums)),
    totalLabel:
      sums.control !== null && sums.control !== shownUnits(sums)
        ? 'Sum of the above'
        : !whole
          ? 'What you may see'
          : books.connections.every(({ connection }) => isFile(connection.kind))
            ? 'File total'
            : 'AWS total',
    pools,
    sparkLabel: `Total by month, ${formatMonths({ from: history[0]?.month ?? '', to: books.months.to })}`,
    uncertain: uncertainMonths(history),
    changeLabel: previous === null ? 'There is no month before it to compare with' : `Against ${formatMonth(previous)}`,
  };
}

/** Σ of what is shown: the control total, or the month breaches, which the strip says. */
const shownUnits = ({ direct, shared, unallocated, residual }: ProjectsReport['sums']): bigint =>
  direct + shared + unallocated + (residual ?? 0n);

const isFile = (kind: string): boolean => kind === 'focus' || kind === 'cur';

type Shown = { direct: bigint; shared: bigint; untagged: bigint; other: bigint; residual: bigint; total: bigint };

/** The cents of the strip's terms, which the table shows too; untagged and the other unallocated cost share theirs. */
function sumCents({ sums }: ProjectsReport): Shown {
  const residual = sums.residual ?? 0n;
  const parts = [sums.direct, sums.shared, sums.unallocated, residual];
  const all = parts.reduce((total, each) => total + each, 0n);
  const [direct = 0n, shared = 0n, unallocated = 0n, rest = 0n] = roundParts(parts, all);
  const [untagged = 0n, other = 0n] = roundTo([sums.untagged, sums.unallocated - sums.untagged], unallocated);
  return { direct, shared, untagged, other, residual: rest, total: direct + shared + unallocated + rest };
}

type ToAmount = (cents: bigint, units: bigint) => PrintedAmount;

/** A project's shared cost by pool: as printed, they add up to it. */
function poolAmounts(
  row: ProjectFigures,
  pools: readonly string[],
  shared: bigint,
  amount: ToAmount,
): Record<string, PrintedAmount> {
  const units = pools.map((pool) => row.pools.find(({ key }) => key === pool)?.units ?? 0n);
  const cents = roundTo(units, shared);
  return Object.fromEntries(pools.map((pool, at) => [`pool:${pool}`, amount(cents[at] ?? 0n, units[at] ?? 0n)]));
}

function restOf(
  { sums, whole, unallocated }: ProjectsReport,
  shown: Shown,
  amount: ToAmount,
  params: Params,
): RestRow[] {
  const all = sums.direct + sums.shared + sums.unallocated + (sums.residual ?? 0n);
  const share = (units: bigint) =>
    all > 0n ? `${formatPercent(Number((units * 10_000n) / all) / 10_000)} of all` : '';
  const other = sums.unallocated - sums.untagged;
  const waits = unallocated.some(({ reason }) => reason === 'not-derived');
  return [
    {
      ...{ key: 'untagged', label: 'Untagged', total: amount(shown.untagged, sums.untagged) },
      note: `usage that no project tag names, ${share(sums.untagged)}`,
      href: viewLink('/projects/tags', params),
    },
    {
      ...{ key: 'unallocated', label: 'Unallocated', total: amount(shown.other, other) },
      note: waits
        ? 'what the rules have not reached yet, and what no pool moves'
        : `what no pool moves, ${share(other)}`,
      href: null,
    },
    ...(whole && sums.residual !== null
      ? [
          {
            ...{ key: 'residual' as const, label: 'Residual', total: amount(shown.residual, sums.residual) },
            note: 'what AWS reports ungrouped only',
            href: null,
          },
        ]
      : []),
  ];
}
