import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Page } from '@/components/shell/page';
import { type PageQuery, parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { loadStrip } from '@/lib/reports/strip';
import { loadTreeScreen } from '@/lib/reports/tree';
import { BadQuery } from '../../bad-query';
import { UnavailableNotice } from '../../unavailable';
import { AccountsSkeleton } from './accounts-skeleton';
import { AccountsView } from './accounts-view';

export const metadata: Metadata = { title: 'Accounts' };

type Props = { searchParams: Promise<SearchParams> };

export default async function AccountsPage({ searchParams }: Props) {
  const parsed = parsePageQuery(await searchParams);
  if (!parsed.ok) {
    return (
      <Page title="Accounts">
        <BadQuery errors={parsed.errors} path="/accounts" />
      </Page>
    );
  }
  return (
    <Suspense key={parsed.query.key} fallback={<AccountsSkeleton />}>
      <AccountsSection query={parsed.query} />
    </Suspense>
  );
}

async function AccountsSection({ query }: { query: PageQuery }) {
  const [{ tree, details }, strip] = await Promise.all([loadTreeScreen(query), loadStrip(query)]);
  if (tree.kind === 'tree' && strip.kind === 'strip')
    return <AccountsView tree={tree} details={details} strip={strip} now={new Date()} />;
  const outcome = tree.kind === 'tree' ? strip : tree;
  return (
    <Page title="Accounts">{outcome.kind !== 'strip' && <UnavailableNotice outcome={outcome} path="/accounts" />}</Page>
  );
}
