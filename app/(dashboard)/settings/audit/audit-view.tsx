import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { LinkButton } from '@/components/ui/link-button';
import type { AuditReport } from '@/lib/reports/audit';
import { type AuditQuery, auditFilterOf } from '@/lib/reports/audit-query';
import { AuditFilters } from './audit-filters';
import { AuditTable } from './audit-table';

type Props = {
  report: Extract<AuditReport, { kind: 'audit' }>;
  query: AuditQuery;
  /** Whether the log is whole. */
  children: ReactNode;
};

/** Who did what, when and from where, newest first. */
export function AuditView({ report: { entries, older, actors, actions }, query, children }: Props) {
  const filtered = Object.values(query).some((each) => each !== undefined);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {children}
      <AuditFilters query={query} actors={actors} actions={actions}>
        <LinkButton href={`/api/v1/exports/audit.csv${exportQuery(query)}`} download icon={<Download size={13} />}>
          CSV
        </LinkButton>
      </AuditFilters>
      {entries.length > 0 ? (
        <AuditTable entries={entries} />
      ) : (
        <p className="text-ink-2">{filtered ? 'Nothing of the kind was recorded.' : 'Nothing was recorded yet.'}</p>
      )}
      {(older !== null || query.before !== undefined) && (
        <div className="flex gap-2">
          {query.before !== undefined && <LinkButton href={pageLink(query, null)}>Newest</LinkButton>}
          {older !== null && <LinkButton href={pageLink(query, older)}>Older</LinkButton>}
        </div>
      )}
    </div>
  );
}

function pageLink({ before: _, ...query }: AuditQuery, before: number | null): string {
  return `/settings/audit${textOf({ ...query, before: before === null ? undefined : String(before) })}`;
}

const exportQuery = (query: AuditQuery): string => textOf(auditFilterOf(query));

function textOf(params: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(params).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
