import { redirect } from 'next/navigation';
import { viewLink } from '@/components/shell/view-link';
import { paramPairs, type SearchParams } from '@/lib/reports/query';

export default async function Home({ searchParams }: { searchParams: Promise<SearchParams> }) {
  redirect(viewLink('/overview', paramPairs(await searchParams)));
}
