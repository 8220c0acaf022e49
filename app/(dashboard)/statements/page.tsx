import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Page } from '@/components/shell/page';
import type { SearchParams } from '@/lib/reports/query';
import { loadStatement } from '@/lib/reports/statement';
import { parseStatementAddress, type StatementAddress } from '@/lib/reports/statement-address';
import { BadQuery } from '../bad-query';
import { UnavailableNotice } from '../unavailable';
import { StatementView } from './statement-view';
import { StatementsSkeleton } from './statements-skeleton';

export const metadata: Metadata = { title: 'Statements' };

type Props = { searchParams: Promise<SearchParams> };

export default async function StatementsPage({ searchParams }: Props) {
  const params = await searchParams;
  const parsed = parseStatementAddress(params);
  if (!parsed.ok) {
    return (
      <Page title="Statement">
        <BadQuery errors={parsed.errors} path="/statements" />
      </Page>
    );
  }
  return (
    <Suspense fallback={<StatementsSkeleton />}>
      <StatementSection address={parsed.address} params={pairsOf(params)} />
    </Suspense>
  );
}

/** The parameters of an address, those that are given more than once among them. */
const pairsOf = (params: SearchParams): [string, string][] =>
  Object.entries(params).flatMap(([name, given]) => [given ?? []].flat().map((text): [string, string] => [name, text]));

type SectionProps = { address: StatementAddress; params: readonly (readonly [string, string])[] };

async function StatementSection({ address, params }: SectionProps) {
  const report = await loadStatement(address.asked);
  if (report.kind === 'statement') return <StatementView report={report} address={address} params={params} />;
  return (
    <Page title="Statement">
      {report.kind === 'refused' ? (
        <BadQuery errors={report.errors} path="/statements" />
      ) : (
        <UnavailableNotice outcome={report} path="/statements" />
      )}
    </Page>
  );
}
