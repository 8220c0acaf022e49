import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Page } from '@/components/shell/page';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { loadOverview } from '@/lib/reports/overview';
import { type PageQuery, paramPairs, parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { BadQuery } from '../bad-query';
import { UnavailableNotice } from '../unavailable';
import { OverviewSkeleton } from './overview-skeleton';
import { OverviewView } from './overview-view';

export const metadata: Metadata = { title: 'Overview' };

type Props = { searchParams: Promise<SearchParams> };

export default async function OverviewPage({ searchParams }: Props) {
  const params = await searchParams;
  const parsed = parsePageQuery(params);
  if (!parsed.ok) {
    return (
      <Page title="Overview">
        <BadQuery errors={parsed.errors} path="/overview" />
      </Page>
    );
  }
  return (
    <Suspense key={parsed.query.key} fallback={<OverviewSkeleton />}>
      <OverviewSection query={parsed.query} params={paramPairs(params)} />
    </Suspense>
  );
}

async function OverviewSection({ query, params }: { query: PageQuery; params: [string, string][] }) {
  const report = await loadOverview(query);
  if (report.kind === 'overview') return <OverviewView report={report} params={params} now={new Date()} />;
  return (
    <Page title="Overview">
      {report.kind === 'restricted' ? (
        <EmptyState title="Your accounts" action={<LinkButton href="/accounts">Open Accounts</LinkButton>}>
          You see some of the accounts. What the whole organization spends is not shown to you.
        </EmptyState>
      ) : report.kind === 'choose-connection' ? (
        <EmptyState
          title="Which organization?"
          action={
            <span className="flex flex-wrap justify-center gap-2">
              {report.connections.map(({ id, name }) => (
                <LinkButton key={id} href={`/overview?connection=${encodeURIComponent(id)}`}>
                  {name}
                </LinkButton>
              ))}
            </span>
          }
        >
          The overview tells of one organization at a time.
        </EmptyState>
      ) : (
        <UnavailableNotice outcome={report} path="/overview" />
      )}
    </Page>
  );
}
