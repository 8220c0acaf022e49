import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Page } from '@/components/shell/page';
import { loadProjects } from '@/lib/reports/projects';
import { type PageQuery, paramPairs, parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { BadQuery } from '../../bad-query';
import { UnavailableNotice } from '../../unavailable';
import { ProjectsSkeleton } from './projects-skeleton';
import { ProjectsView } from './projects-view';

export const metadata: Metadata = { title: 'Projects' };

type Props = { searchParams: Promise<SearchParams> };

export default async function ProjectsPage({ searchParams }: Props) {
  const params = await searchParams;
  const parsed = parsePageQuery(params);
  if (!parsed.ok) {
    return (
      <Page title="Projects">
        <BadQuery errors={parsed.errors} path="/projects" />
      </Page>
    );
  }
  return (
    <Suspense key={parsed.query.key} fallback={<ProjectsSkeleton />}>
      <ProjectsSection query={parsed.query} params={paramPairs(params)} />
    </Suspense>
  );
}

type SectionProps = { query: PageQuery; params: readonly (readonly [string, string])[] };

async function ProjectsSection({ query, params }: SectionProps) {
  const report = await loadProjects(query);
  if (report.kind === 'projects') return <ProjectsView report={report} params={params} now={new Date()} />;
  return (
    <Page title="Projects">
      <UnavailableNotice outcome={report} path="/projects" />
    </Page>
  );
}
