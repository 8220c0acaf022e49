import type { ReactNode } from 'react';
import { ColumnsChart } from '@/components/charts/columns-chart';
import { Page } from '@/components/shell/page';
import { viewLink } from '@/components/shell/view-link';
import { Badge } from '@/components/ui/badge';
import { LinkButton } from '@/components/ui/link-button';
import { BASIS_NAMES } from '@/lib/format/basis';
import { currencyName } from '@/lib/format/money';
import { formatFreshness, formatMonths } from '@/lib/format/time';
import type { ProjectReport } from '@/lib/reports/project-report';
import { projectColumns } from './project-columns';
import {
  ProjectAccounts,
  ProjectEnvironments,
  ProjectOutside,
  ProjectPools,
  ProjectServices,
  ProjectValues,
} from './project-parts';
import { ProjectTiles } from './project-tiles';
import { ProjectUnits } from './project-units';

type Props = {
  report: ProjectReport;
  params: readonly (readonly [string, string])[];
  now: Date;
  /** What comes after the rest has been sent. */
  children?: ReactNode;
};

/** A project: what it costs, where, of what, and who else pays for it. */
export function ProjectView({ report, params, now, children }: Props) {
  const { figures, months, basis, currency, asOf } = report;
  const parts = [formatMonths(months), BASIS_NAMES[basis].name.toLowerCase(), currencyName(currency)];
  return (
    <Page
      title={figures.name}
      sub={
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {figures.name !== figures.project && <span className="figure">{figures.project} ·</span>}
          {parts.join(' · ')}
          {asOf !== null && ` · as of ${formatFreshness(asOf, now)}`}
          {figures.class !== null && <Badge>{figures.class}</Badge>}
          {figures.owner !== null && <span>owned by {figures.owner}</span>}
          {!report.whole && <Badge tone="caution">the part that you may see</Badge>}
        </p>
      }
      actions={<LinkButton href={viewLink('/projects', params)}>All projects</LinkButton>}
    >
      <ProjectTiles report={report} />
      <ColumnsChart model={projectColumns(report)} className="mb-5" />
      <div className="grid items-start gap-5">
        <ProjectAccounts report={report} params={params} />
        <div className="grid items-start gap-5 desk:grid-cols-2">
          <ProjectServices report={report} />
          <div className="grid min-w-0 gap-5">
            <ProjectEnvironments report={report} />
            <ProjectOutside report={report} />
            <ProjectUnits report={report} />
          </div>
        </div>
        <ProjectPools report={report} />
        <ProjectValues report={report} />
        {children}
      </div>
    </Page>
  );
}
