import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Page } from '@/components/shell/page';
import { type PageQuery, parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { loadRulesHistory } from '@/lib/reports/rules-history';
import { loadSharedCosts } from '@/lib/reports/shared-costs';
import { BadQuery } from '../bad-query';
import { UnavailableNotice } from '../unavailable';
import { SharedCostsView } from './shared-costs-view';
import { SharedSkeleton } from './shared-skeleton';

export const metadata: Metadata = { title: 'Shared costs' };

type Props = { searchParams: Promise<SearchParams> };

export default async function SharedCostsPage({ searchParams }: Props) {
  const parsed = parsePageQuery(await searchParams);
  if (!parsed.ok) {
    return (
      <Page title="Shared costs">
        <BadQuery errors={parsed.errors} path="/shared" />
      </Page>
    );
  }
  return (
    <Suspense key={parsed.query.key} fallback={<SharedSkeleton />}>
      <SharedCostsSection query={parsed.query} />
    </Suspense>
  );
}

async function SharedCostsSection({ query }: { query: PageQuery }) {
  const report = await loadSharedCosts(query);
  if (report.kind === 'shared-costs') {
    const history = report.whole ? await loadRulesHistory() : [];
    return <SharedCostsView report={report} history={history} connection={query.connection} now={new Date()} />;
  }
  return (
    <Page title="Shared costs">
      <UnavailableNotice outcome={report} path="/shared" />
    </Page>
  );
}
