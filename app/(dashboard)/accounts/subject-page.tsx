import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache, Suspense } from 'react';
import { Page } from '@/components/shell/page';
import { type LocatedSubject, loadLocation, readAccount } from '@/lib/reports/account';
import { type PageQuery, paramPairs, parsePageQuery, type SearchParams } from '@/lib/reports/query';
import type { SubjectRef } from '@/lib/reports/shapes';
import { BadQuery } from '../bad-query';
import { UnavailableNotice } from '../unavailable';
import { SubjectFindings } from './subject-findings';
import { SubjectSkeleton } from './subject-skeleton';
import { SubjectView } from './subject-view';

type Kind = SubjectRef['kind'];
type Given = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

const subjectPath = ({ kind, id }: SubjectRef): string =>
  `/accounts/${kind === 'ou' ? 'ou/' : ''}${encodeURIComponent(id)}`;

/** What the address asks for, found once for the page and its title. */
const findAddressed = cache(async (kind: Kind, params: Given['params'], searchParams: Given['searchParams']) => {
  const [{ id }, given] = await Promise.all([params, searchParams]);
  const subject: SubjectRef = { kind, id: decodeURIComponent(id) };
  const parsed = parsePageQuery(given);
  return { subject, given, parsed, location: parsed.ok ? await loadLocation(parsed.query, subject) : null };
});

/** The title of the page: the account's or OU's name. */
export async function subjectTitle(kind: Kind, { params, searchParams }: Given): Promise<Metadata> {
  const { location } = await findAddressed(kind, params, searchParams);
  if (location?.kind === 'unknown-subject') return { title: 'Not found' };
  if (location?.kind !== 'located') return { title: kind === 'ou' ? 'Unit' : 'Account' };
  return { title: location.way.at(-1)?.name ?? location.seen?.name ?? location.subject.id };
}

/**
 * The page of an account or an OU. Whether there is one is known before the answer begins, since an answer that has
 * begun can no longer be a 404: no `loading.tsx` may stand above it.
 */
export async function SubjectPage({ kind, params, searchParams }: Given & { kind: Kind }) {
  const { subject, given, parsed, location } = await findAddressed(kind, params, searchParams);
  if (!parsed.ok) {
    return (
      <Page title={subject.id}>
        <BadQuery errors={parsed.errors} path={subjectPath(subject)} />
      </Page>
    );
  }
  if (location === null || location.kind === 'unknown-subject') notFound();
  if (location.kind !== 'located') {
    return (
      <Page title={subject.id}>
        <UnavailableNotice outcome={location} path={subjectPath(subject)} />
      </Page>
    );
  }
  return (
    <Suspense key={parsed.query.key} fallback={<SubjectSkeleton />}>
      <SubjectSection located={location} query={parsed.query} params={paramPairs(given)} />
    </Suspense>
  );
}

type SectionProps = {
  located: LocatedSubject;
  query: PageQuery;
  params: readonly (readonly [string, string])[];
};

async function SubjectSection({ located, query, params }: SectionProps) {
  const own = { ...query, connection: located.connection.id };
  return (
    <SubjectView report={await readAccount(located)} params={params} now={new Date()}>
      <Suspense>
        <SubjectFindings subject={located.subject} query={own} params={params} />
      </Suspense>
    </SubjectView>
  );
}
