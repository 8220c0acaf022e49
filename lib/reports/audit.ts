import { requireViewer } from '@/lib/auth/page-viewer';
import { isAdministrator, requireRole, type Viewer } from '@/lib/auth/viewer';
import { type AuditEntry, type AuditVerdict, verifyAudit } from '@/lib/store/audit-chain';
import { type AuditFilter, listAudit, listAuditNames, streamAudit } from '@/lib/store/audit-entries';
import { type AuditQuery, auditFilterOf } from './audit-query';

export type { AuditEntry, AuditVerdict };

const SHOWN = 50;

export type AuditReport =
  | { readonly kind: 'restricted' }
  | {
      readonly kind: 'audit';
      readonly entries: readonly AuditEntry[];
      /** The number that older entries come before; null when these are the oldest. */
      readonly older: number | null;
      readonly actors: readonly string[];
      readonly actions: readonly string[];
    };

/** The newest entries of a query, for administrators alone. */
export async function loadAudit(query: AuditQuery): Promise<AuditReport> {
  const viewer = await requireViewer();
  if (!isAdministrator(viewer)) return { kind: 'restricted' };
  const { db } = viewer.scope;
  const [found, names] = await Promise.all([
    listAudit(db, auditFilterOf(query), { limit: SHOWN + 1, before: query.before ?? null }),
    listAuditNames(db),
  ]);
  const entries = found.slice(0, SHOWN);
  return { kind: 'audit', entries, older: found.length > SHOWN ? (entries.at(-1)?.sequence ?? null) : null, ...names };
}

/** Whether the log is whole; null for who may not read it. */
export async function loadAuditVerdict(): Promise<AuditVerdict | null> {
  const viewer = await requireViewer();
  return isAdministrator(viewer) ? verifyAudit(viewer.scope.db) : null;
}

/** The entries of a filter, oldest first, in pages. @throws AppError `forbidden` for whoever is no administrator */
export function readAudit(viewer: Viewer, filter: AuditFilter): AsyncGenerator<readonly AuditEntry[]> {
  requireRole(viewer, ['admin']);
  return streamAudit(viewer.scope.db, filter);
}
