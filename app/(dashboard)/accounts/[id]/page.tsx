import type { Metadata } from 'next';
import type { SearchParams } from '@/lib/reports/query';
import { SubjectPage } from '../subject-page';

export const metadata: Metadata = { title: 'Account' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function AccountPage({ params, searchParams }: Props) {
  const [{ id }, given] = await Promise.all([params, searchParams]);
  return <SubjectPage subject={{ kind: 'account', id: decodeURIComponent(id) }} params={given} />;
}
