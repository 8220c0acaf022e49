import type { AuditEntry } from './audit-chain';
import type { Database } from './database';
import type { Prisma } from './generated/sqlite/client';

/** Which entries: all when nothing is named. `from` and `to` are instants or days, half-open `[from, to)`, as text. */
export type AuditFilter = {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** A part of the subject or of what was before or after, letters of either case alike where the database can. */
  readonly words?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** At most `limit` entries older than `before` (a sequence number), newest first. The log is the administrators' alone. */
export function listAudit(
  db: Database,
  filter: AuditFilter,
  { limit, before = null }: { limit: number; before?: number | null },
): Promise<AuditEntry[]> {
  const where = { ...conditions(filter), ...(before === null ? {} : { sequence: { lt: before } }) };
  return db.prisma.auditEntry.findMany({ where, orderBy: { sequence: 'desc' }, take: limit });
}

/** All entries of a filter, oldest first, in pages. */
export async function* streamAudit(db: Database, filter: AuditFilter): AsyncGenerator<readonly AuditEntry[]> {
  for (let after = 0; ; ) {
    const where = { ...conditions(filter), sequence: { gt: after } };
    const page = await db.prisma.auditEntry.findMany({ where, orderBy: { sequence: 'asc' }, take: 1_000 });
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.sequence;
  }
}

/** Whoever acted, and what was done, each in order: what a reader may filter by. */
export async function listAuditNames(db: Database): Promise<{ actors: string[]; actions: string[] }> {
  const [actors, actions] = await Promise.all([
    db.prisma.auditEntry.findMany({ distinct: ['actor'], select: { actor: true }, orderBy: { actor: 'asc' } }),
    db.prisma.auditEntry.findMany({ distinct: ['action'], select: { action: true }, orderBy: { action: 'asc' } }),
  ]);
  return { actors: actors.map(({ actor }) => actor), actions: actions.map(({ action }) => action) };
}

function conditions({ actor, action, words, from, to }: AuditFilter): Prisma.AuditEntryWhereInput {
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
    ...(words === undefined
      ? {}
      : { OR: (['subject', 'before', 'after'] as const).map((column) => ({ [column]: { contains: words } })) }),
    ...(from === undefined && to === undefined
      ? {}
      : { at: { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lt: to }) } }),
  };
}
