import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { Page } from '@/components/shell/page';
import { loadAccount } from '@/lib/reports/account';
import { type PageQuery, paramPairs, parsePageQuery, type SearchParams } from '@/lib/reports/query';
import type { SubjectRef } from '@/lib/reports/shapes';
import { BadQuery } from '../bad-query';
import { UnavailableNotice } from '../unavailable';
import { SubjectSkeleton } from './subject-skeleton';
import { SubjectView } from './subject-view';

type Props = { subject: SubjectRef; params: SearchParams };

export const subjectPath = ({ kind, id }: SubjectRef): string =>
  `/accounts/${kind === 'ou' ? 'ou/' : ''}${encodeURIComponent(id)}`;

/** The page of an account or an OU. */
export function SubjectPage({ subject, params }: Props) {
  const parsed = parsePageQuery(params);
  if (!parsed.ok) {
    return (
      <Page title={subject.id}>
        <BadQuery errors={parsed.errors} path={subjectPath(subject)} />
      </Page>
    );
  }
  return (
    <Suspense key={parsed.query.key} fallback={<SubjectSkeleton />}>
      <SubjectSection query={parsed.query} subject={subject} params={paramPairs(params)} />
    </Suspense>
  );
}

type SectionProps = { query: PageQuery; subject: SubjectRef; params: readonly (readonly [string, string])[] };

async function SubjectSection({ query, subject, params }: SectionProps) {
  const report = await loadAccount(query, subject);
  if (report.kind === 'unknown-subject') notFound();
  if (report.kind === 'account') return <SubjectView report={report} params={params} now={new Date()} />;
  return (
    <Page title={subject.id}>
      <UnavailableNotice outcome={report} path={subjectPath(subject)} />
    </Page>
  );
}
