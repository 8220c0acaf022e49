import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Page } from '@/components/shell/page';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { SheetSkeleton } from '@/components/ui/skeleton';
import { type PageQuery, paramPairs, parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { loadTagDoctor } from '@/lib/reports/tag-doctor';
import { BadQuery } from '../../bad-query';
import { UnavailableNotice } from '../../unavailable';
import { DoctorView } from './doctor-view';

export const metadata: Metadata = { title: 'Tag doctor' };

type Props = { searchParams: Promise<SearchParams> };

export default async function TagDoctorPage({ searchParams }: Props) {
  const params = await searchParams;
  const parsed = parsePageQuery(params);
  if (!parsed.ok) {
    return (
      <Page title="Tag doctor">
        <BadQuery errors={parsed.errors} path="/projects/tags" />
      </Page>
    );
  }
  return (
    <Suspense key={parsed.query.key} fallback={<Waiting />}>
      <DoctorSection query={parsed.query} params={paramPairs(params)} />
    </Suspense>
  );
}

const Waiting = () => (
  <Page title="Tag doctor">
    <SheetSkeleton rows={12} label="Loading the tag keys" />
  </Page>
);

async function DoctorSection({ query, params }: { query: PageQuery; params: [string, string][] }) {
  const report = await loadTagDoctor(query);
  if (report.kind === 'tag-doctor') return <DoctorView report={report} params={params} />;
  return (
    <Page title="Tag doctor">
      {report.kind === 'restricted' ? (
        <EmptyState title="Not for a part" action={<LinkButton href="/projects">See the projects</LinkButton>}>
          The tag doctor looks at the tags of the whole organization, of which you may see a part.
        </EmptyState>
      ) : (
        <UnavailableNotice outcome={report} path="/projects/tags" />
      )}
    </Page>
  );
}
