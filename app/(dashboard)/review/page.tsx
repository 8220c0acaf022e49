import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Page } from '@/components/shell/page';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { type PageQuery, parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { loadReview } from '@/lib/reports/review';
import { BadQuery } from '../bad-query';
import { UnavailableNotice } from '../unavailable';
import { ReviewSkeleton } from './review-skeleton';
import { ReviewView } from './review-view';

export const metadata: Metadata = { title: 'Review' };

type Props = { searchParams: Promise<SearchParams> };

export default async function ReviewPage({ searchParams }: Props) {
  const parsed = parsePageQuery(await searchParams);
  if (!parsed.ok) {
    return (
      <Page title="Review">
        <BadQuery errors={parsed.errors} path="/review" />
      </Page>
    );
  }
  return (
    <Suspense key={parsed.query.key} fallback={<ReviewSkeleton />}>
      <ReviewSection query={parsed.query} />
    </Suspense>
  );
}

async function ReviewSection({ query }: { query: PageQuery }) {
  const report = await loadReview(query);
  if (report.kind === 'review') return <ReviewView report={report} query={query} now={new Date()} />;
  return (
    <Page title="Review">
      {report.kind === 'restricted' ? (
        <EmptyState title="Not for a part" action={<LinkButton href="/accounts">See the accounts</LinkButton>}>
          The review looks at the accounts of the whole organization side by side, of which you may see a part.
        </EmptyState>
      ) : (
        <UnavailableNotice outcome={report} path="/review" />
      )}
    </Page>
  );
}
