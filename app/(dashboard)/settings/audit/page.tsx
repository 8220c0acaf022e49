import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { loadAudit, loadAuditVerdict } from '@/lib/reports/audit';
import { parseAuditQuery } from '@/lib/reports/audit-query';
import type { SearchParams } from '@/lib/reports/query';
import { BadQuery } from '../../bad-query';
import { AdministratorsOnly } from '../administrators-only';
import { AuditView } from './audit-view';
import { VerdictNote } from './verdict-note';

export const metadata: Metadata = { title: 'Audit' };

type Props = { searchParams: Promise<SearchParams> };

export default async function AuditPage({ searchParams }: Props) {
  const parsed = parseAuditQuery(await searchParams);
  if (!parsed.ok) return <BadQuery errors={parsed.errors} path="/settings/audit" />;
  const report = await loadAudit(parsed.query);
  if (report.kind === 'restricted')
    return <AdministratorsOnly>The audit log tells what everyone did.</AdministratorsOnly>;
  return (
    <AuditView report={report} query={parsed.query}>
      <Suspense fallback={<Skeleton className="h-6 w-96 max-w-full" />}>
        <Verdict />
      </Suspense>
    </AuditView>
  );
}

async function Verdict() {
  const verdict = await loadAuditVerdict();
  return verdict && <VerdictNote verdict={verdict} />;
}
