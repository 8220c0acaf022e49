import type { Metadata } from 'next';
import { Page } from '@/components/shell/page';
import { EmptyState } from '@/components/ui/empty-state';
import { parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { loadReconciliation } from '@/lib/reports/reconciliation-screen';
import { BadQuery } from '../../bad-query';
import { UnavailableNotice } from '../../unavailable';
import { ReconciliationView } from './reconciliation-view';

export const metadata: Metadata = { title: 'Reconciliation' };

type Props = { searchParams: Promise<SearchParams> };

const PATH = '/statements/reconciliation';

export default async function ReconciliationPage({ searchParams }: Props) {
  const parsed = parsePageQuery(await searchParams);
  if (!parsed.ok) {
    return (
      <Page title="Reconciliation">
        <BadQuery errors={parsed.errors} path={PATH} />
      </Page>
    );
  }
  const report = await loadReconciliation(parsed.query);
  if (report.kind === 'reconciliation-screen') return <ReconciliationView report={report} />;
  return (
    <Page title="Reconciliation">
      {report.kind === 'restricted' ? (
        <EmptyState title="Of the whole organization">
          How the months add up to AWS’s total tells of every account; you see some of them.
        </EmptyState>
      ) : (
        <UnavailableNotice outcome={report} path={PATH} />
      )}
    </Page>
  );
}
