import { Download, Tags } from 'lucide-react';
import { BarsChart } from '@/components/charts/bars-chart';
import { Page } from '@/components/shell/page';
import { viewLink } from '@/components/shell/view-link';
import { ProjectTable } from '@/components/tables/project-table';
import { ReconciliationStrip } from '@/components/tables/reconciliation-strip';
import { drawStrip } from '@/components/tables/strip';
import { Caution } from '@/components/ui/caution';
import { LinkButton } from '@/components/ui/link-button';
import { BASIS_NAMES } from '@/lib/format/basis';
import { formatPlural } from '@/lib/format/count';
import { currencyName } from '@/lib/format/money';
import { formatFreshness, formatMonth, formatMonths } from '@/lib/format/time';
import type { ProjectsReport } from '@/lib/reports/project-shapes';
import { NoRules } from './no-rules';
import { projectBars } from './project-bars';
import { projectSheet } from './project-sheet';
import { UnallocatedParts } from './unallocated-parts';

type Props = { report: ProjectsReport; params: readonly (readonly [string, string])[]; now: Date };

/** What every project costs, and what has none, under the strip that says that nothing is left out. */
export function ProjectsView({ report, params, now }: Props) {
  const { books, rows, asOf, strip, ruled, whole } = report;
  const sheet = projectSheet(report, params);
  const parts = [
    ...(whole ? [] : ['the part that you may see']),
    formatPlural(rows.length, 'project'),
    formatMonths(books.months),
    BASIS_NAMES[books.basis].name.toLowerCase(),
    currencyName(books.currency),
  ];
  return (
    <Page
      title="Projects"
      sub={
        <>
          {parts.join(' · ')}
          {asOf !== null && <span className="desk:hidden print:inline"> · as of {formatFreshness(asOf, now)}</span>}
        </>
      }
      actions={
        <>
          <LinkButton
            href={viewLink('/projects/tags', params)}
            icon={<Tags size={13} className="text-ink-3" aria-hidden />}
          >
            Tag doctor
          </LinkButton>
          <LinkButton
            href={projectFile(report)}
            download
            icon={<Download size={13} className="text-ink-3" aria-hidden />}
          >
            CSV
          </LinkButton>
        </>
      }
    >
      <ReconciliationStrip strip={drawStrip(strip)} estimated={strip.estimated} />
      <Behind report={report} />
      {ruled || rows.length > 0 ? (
        <>
          <ProjectTable sheet={sheet} />
          <Footnotes report={report} />
          <BarsChart
            model={projectBars(report, sheet, params)}
            className="mt-5"
            note="Usage by environment, then what is not usage (commitments, support, tax, credits and the like), then what pools moved to the project."
          />
          <UnallocatedParts report={report} />
        </>
      ) : (
        <NoRules whole={whole} mayChange={report.mayChange} basis={books.basis} />
      )}
    </Page>
  );
}

/** The address of the same figures as a file. */
function projectFile({ books: { months, basis, connections } }: ProjectsReport): string {
  const params = new URLSearchParams({ ...months, basis });
  const [only, ...others] = connections;
  if (only && others.length === 0) params.set('connection', only.connection.id);
  return `/api/v1/exports/projects.csv?${params}`;
}

/** Months whose figures follow older rules, or none. */
function Behind({ report: { behind } }: { report: ProjectsReport }) {
  const [first] = behind;
  if (!first) return null;
  const months = [...new Set(behind.map(({ month }) => month))].map(formatMonth);
  return (
    <div className="mb-3.5">
      <Caution>
        {months.length <= 3 ? months.join(', ') : `${formatPlural(months.length, 'month')}`} of {first.connection}{' '}
        {behind.length === 1 ? 'does' : 'do'} not follow the latest rules yet; they are applied at the next sync,
        without asking AWS for more.
      </Caution>
    </div>
  );
}

function Footnotes({ report: { previous, books } }: { report: ProjectsReport }) {
  return (
    <p className="mt-2 max-w-[90ch] text-ink-3 text-s">
      {previous === null
        ? 'There is no month before it to compare with. '
        : `Change against ${formatMonth(previous)}. `}
      Result and margin are revenue less total; cost outside AWS is in the statement. Negatives in parentheses, a dash
      for nothing, n/a where a figure has no meaning or is not known.
      {books.estimated && ' Estimated: AWS may still change these figures.'}
    </p>
  );
}
