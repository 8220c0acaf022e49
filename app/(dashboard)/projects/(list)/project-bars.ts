import { type BarPart, type BarsModel, prepareBars } from '@/components/charts/prepare-bars';
import { viewLink } from '@/components/shell/view-link';
import type { ProjectSheet } from '@/components/tables/project-row';
import { formatDecimal } from '@/lib/finance/money';
import { formatMonths } from '@/lib/format/time';
import { nameOfOurs, rawValue } from '@/lib/reports/cost-labels';
import { projectPath } from '@/lib/reports/project-path';
import type { ProjectFigures, ProjectsReport } from '@/lib/reports/project-shapes';

/** Bars of projects; the costliest, and one of all the others. */
const MOST = 12;

/** Cost by project, environments stacked; what is shared, and what has no project, as parts of their own. */
export function projectBars(
  report: ProjectsReport,
  sheet: ProjectSheet,
  params: readonly (readonly [string, string])[],
): BarsModel {
  const printed = new Map(sheet.rows.map(({ id, amounts }) => [id, amounts.total?.cents ?? 0n]));
  const left = new Map(sheet.rest.map(({ label, total }) => [label, total.cents]));
  const { books, rows, sums } = report;
  const ranked = [...rows].sort((a, b) => (a.total === b.total ? 0 : a.total > b.total ? -1 : 1));
  const shown = ranked.length <= MOST + 1 ? ranked : ranked.slice(0, MOST);
  const others = ranked.slice(shown.length);
  const bar = (label: string, list: readonly ProjectFigures[]) => ({
    ...{ label, parts: partsOf(list) },
    cents: list.reduce((all, { project }) => all + (printed.get(project) ?? 0n), 0n),
  });
  const rest = (label: string, entity: string, units: bigint) => ({
    label,
    cents: left.get(label) ?? 0n,
    parts: [{ entity, label: label === 'Residual' ? 'Residual' : 'Without a project', amount: formatDecimal(units) }],
  });
  return prepareBars({
    title: `Cost by project, ${formatMonths(books.months)}`,
    rowName: 'Project',
    ...{ currency: books.currency, basis: books.basis },
    bars: [
      ...shown.map((row) => ({ ...bar(row.name, [row]), href: viewLink(projectPath(row.project), params) })),
      ...(others.length > 0 ? [bar(`${others.length} other projects`, others)] : []),
      rest('Untagged', '(none)', sums.untagged),
      rest('Unallocated', '(none)', sums.unallocated - sums.untagged),
      ...(sums.residual === null ? [] : [rest('Residual', '(residual)', sums.residual)]),
    ],
    registry: [...new Set(rows.flatMap(({ environments }) => environments.map(({ key }) => key)))]
      .filter((key) => !key.startsWith('('))
      .sort(),
  });
}

/** Usage by environment; all that is not usage as one part, and all that is shared as another. */
function partsOf(rows: readonly ProjectFigures[]): BarPart[] {
  const parts = rows.flatMap(({ environments }) =>
    environments.map(({ key, units }): BarPart => {
      const amount = formatDecimal(units);
      if (isUsage(key)) return { entity: key, label: nameOfUsage(key), amount };
      return { entity: '(charges)', label: 'Other than usage', amount };
    }),
  );
  const shared = rows.reduce((sum, row) => sum + row.shared, 0n);
  return [...parts, { entity: '(shared)', label: 'Shared', amount: formatDecimal(shared) }];
}

const USAGE_KEYS = ['(untagged)', '(not fetched)', '(rounding)', '(unknown)'];
const isUsage = (key: string): boolean => !key.startsWith('(') || USAGE_KEYS.includes(key);
const nameOfUsage = (key: string): string =>
  key === '(untagged)' ? 'No environment' : (nameOfOurs(key) ?? rawValue(key));
