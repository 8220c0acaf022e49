import { redirect } from 'next/navigation';
import { viewLink } from '@/components/shell/view-link';
import { paramPairs, type SearchParams } from '@/lib/reports/query';

export default async function SettingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  redirect(viewLink('/settings/sync', paramPairs(await searchParams)));
}
