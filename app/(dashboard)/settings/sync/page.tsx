import type { Metadata } from 'next';
import { parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { loadSync } from '@/lib/reports/sync';
import { BadQuery } from '../../bad-query';
import { UnavailableNotice } from '../../unavailable';
import { Restricted } from '../restricted';
import { startSync } from './actions';
import { SyncView } from './sync-view';

export const metadata: Metadata = { title: 'Sync' };

type Props = { searchParams: Promise<SearchParams> };

export default async function SyncPage({ searchParams }: Props) {
  const parsed = parsePageQuery(await searchParams);
  if (!parsed.ok) return <BadQuery errors={parsed.errors} path="/settings/sync" />;
  const report = await loadSync(parsed.query.connection);
  if (report.kind === 'restricted') return <Restricted />;
  if (report.kind !== 'sync') return <UnavailableNotice outcome={report} path="/settings/sync" />;
  return <SyncView report={report} start={startSync} />;
}
