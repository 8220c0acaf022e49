import type { Metadata } from 'next';
import type { SearchParams } from '@/lib/reports/query';
import { SubjectPage } from '../../subject-page';

export const metadata: Metadata = { title: 'Unit' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function UnitPage({ params, searchParams }: Props) {
  const [{ id }, given] = await Promise.all([params, searchParams]);
  return <SubjectPage subject={{ kind: 'ou', id: decodeURIComponent(id) }} params={given} />;
}
