import type { ReactNode } from 'react';
import { ColumnsChart } from '@/components/charts/columns-chart';
import { TableFigure } from '@/components/charts/table-figure';
import { Page } from '@/components/shell/page';
import { viewLink } from '@/components/shell/view-link';
import { Badge } from '@/components/ui/badge';
import { LinkButton } from '@/components/ui/link-button';
import { BASIS_NAMES } from '@/lib/format/basis';
import { currencyName } from '@/lib/format/money';
import { formatFreshness, formatMonths } from '@/lib/format/time';
import type { AccountReport } from '@/lib/reports/shapes';
import { classViews, serviceViews, subjectColumns } from './subject-charts';
import { SubjectFacts } from './subject-facts';
import { SubjectLists } from './subject-lists';
import { SubjectPath } from './subject-path';
import { SubjectTiles } from './subject-tiles';

type Props = {
  report: AccountReport;
  params: readonly (readonly [string, string])[];
  now: Date;
  /** What comes after the rest has been sent. */
  children?: ReactNode;
};

/** An account or an OU: where it stands, what it costs, and what is known of it. */
export function SubjectView({ report, params, now, children }: Props) {
  const { subject, name, badges, months, basis, currency, asOf } = report;
  const parts = [formatMonths(months), BASIS_NAMES[basis].name.toLowerCase(), currencyName(currency)];
  const has = report.services.length > 0;
  return (
    <Page
      title={name}
      sub={
        <>
          <SubjectPath report={report} params={params} />
          <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
            {parts.join(' · ')}
            {asOf !== null && ` · as of ${formatFreshness(asOf, now)}`}
            {badges.map(({ label, tone }) => (
              <Badge key={label} tone={tone}>
                {label}
              </Badge>
            ))}
            {report.lastSeen !== null && <Badge tone="caution">no longer in the organization</Badge>}
          </p>
        </>
      }
      actions={<LinkButton href={viewLink('/accounts', params)}>All accounts</LinkButton>}
    >
      <SubjectTiles report={report} />
      {has ? (
        <>
          <ColumnsChart model={subjectColumns(report)} className="mb-5" />
          <div className="mb-5 grid gap-5">
            <TableFigure title="Services by month" views={serviceViews(report)} note={NOTE} />
            <TableFigure title="Charge classes by month" views={classViews(report)} />
          </div>
        </>
      ) : (
        <p className="mb-5 border border-rule bg-surface px-4 py-6 text-ink-2">
          {subject.kind === 'ou' ? 'Nothing in this unit' : 'This account'} cost nothing in these thirteen months.
        </p>
      )}
      <div className="grid gap-5 desk:grid-cols-2">
        <SubjectFacts report={report} />
        <SubjectLists report={report} params={params} />
      </div>
      {children}
    </Page>
  );
}

const NOTE =
  'Change: the last month against the month before, and against the same month a year ago. n/a on a base of nothing or less, and for a month that is estimated or missing.';
