import type { Metadata } from 'next';
import { loadMonthClosing } from '@/lib/reports/month-closing';
import { parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { BadQuery } from '../../bad-query';
import { UnavailableNotice } from '../../unavailable';
import { closeMonths, reopenClosedMonth } from './actions';
import { MonthsView } from './months-view';

export const metadata: Metadata = { title: 'Months' };

type Props = { searchParams: Promise<SearchParams> };

export default async function MonthsPage({ searchParams }: Props) {
  const parsed = parsePageQuery(await searchParams);
  if (!parsed.ok) return <BadQuery errors={parsed.errors} path="/settings/months" />;
  const report = await loadMonthClosing(parsed.query);
  if (report.kind !== 'months') return <UnavailableNotice outcome={report} path="/settings/months" />;
  return <MonthsView report={report} actions={{ close: closeMonths, reopen: reopenClosedMonth }} />;
}
