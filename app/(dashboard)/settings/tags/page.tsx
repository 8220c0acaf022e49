import type { Metadata } from 'next';
import { TagKeys } from '@/components/settings/tag-keys';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { loadTagSettings } from '@/lib/reports/tag-settings';
import { BadQuery } from '../../bad-query';
import { UnavailableNotice } from '../../unavailable';
import { Restricted } from '../restricted';
import { chooseTags } from './actions';

export const metadata: Metadata = { title: 'Tags' };

type Props = { searchParams: Promise<SearchParams> };

export default async function TagsPage({ searchParams }: Props) {
  const parsed = parsePageQuery(await searchParams);
  if (!parsed.ok) return <BadQuery errors={parsed.errors} path="/settings/tags" />;
  const report = await loadTagSettings(parsed.query.connection);
  if (report.kind === 'restricted') return <Restricted />;
  if (report.kind !== 'tags') return <UnavailableNotice outcome={report} path="/settings/tags" />;
  const { connection, plan, automatic, cap, mayChoose } = report;
  if (plan === null) {
    return (
      <EmptyState title="All of its tags are read">
        {connection.name} is a bill in a file: every tag key in it is read, and none costs a request.
      </EmptyState>
    );
  }
  if (plan.keys.length === 0) {
    return (
      <EmptyState
        title="No tag keys yet"
        action={
          <LinkButton href={`/settings/sync?connection=${encodeURIComponent(connection.id)}`}>See the sync</LinkButton>
        }
      >
        AWS has told of no cost-allocation tag key. They are asked for at the first sync and weekly; a key must be
        activated in the Billing console of the payer, under Cost allocation tags.
      </EmptyState>
    );
  }
  return (
    <TagKeys
      // A stored choice is what the boxes show from then on.
      key={`${connection.id} ${automatic} ${plan.keys.map(({ key, read }) => `${key}=${read}`).join()}`}
      {...{ connectionId: connection.id, name: connection.name, automatic, cap, mayChoose }}
      keys={plan.keys}
      others={plan.others}
      choose={chooseTags}
    />
  );
}
