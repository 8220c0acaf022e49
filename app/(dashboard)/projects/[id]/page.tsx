import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache, Suspense } from 'react';
import { Page } from '@/components/shell/page';
import { SheetSkeleton } from '@/components/ui/skeleton';
import { loadProject } from '@/lib/reports/project';
import { projectIdOf, projectPath } from '@/lib/reports/project-path';
import { paramPairs, parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { BadQuery } from '../../bad-query';
import { UnavailableNotice } from '../../unavailable';
import { CarveOutSection } from './carve-out';
import { ProjectView } from './project-view';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

/**
 * What the address asks for, read once for the page and its title. Whether there is such a project is known before the
 * answer begins: no `loading.tsx` may stand above it.
 */
const findAddressed = cache(async (params: Props['params'], searchParams: Props['searchParams']) => {
  const [{ id }, given] = await Promise.all([params, searchParams]);
  const project = projectIdOf(id);
  const parsed = parsePageQuery(given);
  return { project, given, parsed, report: parsed.ok ? await loadProject(parsed.query, project) : null };
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { report } = await findAddressed(params, searchParams);
  if (report?.kind === 'unknown-project') return { title: 'Not found' };
  return { title: report?.kind === 'project' ? report.figures.name : 'Project' };
}

export default async function ProjectPage({ params, searchParams }: Props) {
  const { project, given, parsed, report } = await findAddressed(params, searchParams);
  if (!parsed.ok) {
    return (
      <Page title={project}>
        <BadQuery errors={parsed.errors} path={projectPath(project)} />
      </Page>
    );
  }
  if (report === null || report.kind === 'unknown-project') notFound();
  if (report.kind === 'project') {
    return (
      <ProjectView report={report} params={paramPairs(given)} now={new Date()}>
        {report.whole && (
          <Suspense fallback={<SheetSkeleton rows={7} label="Loading what would go with it" />}>
            <CarveOutSection query={parsed.query} project={project} />
          </Suspense>
        )}
      </ProjectView>
    );
  }
  return (
    <Page title={project}>
      <UnavailableNotice outcome={report} path={projectPath(project)} />
    </Page>
  );
}
