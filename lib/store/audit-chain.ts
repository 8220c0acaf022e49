import { createHash } from 'node:crypto';
import type { Database } from './database';

/** An entry as it is stored. `before` and `after` are JSON. */
export type AuditEntry = {
  /** 1, 2, 3 … without a gap. */
  readonly sequence: number;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly actor: string;
  readonly via: string;
  readonly address: string;
  readonly action: string;
  readonly subject: string;
  readonly before: string;
  readonly after: string;
  /** The hash of the entry before; '' of the first. */
  readonly previous: string;
  readonly hash: string;
};

/** The place and hash of an entry: whoever keeps one elsewhere can tell whether the log up to it is still the same. */
export type AuditHead = { readonly sequence: number; readonly hash: string };

/** `broken` is the first entry that is not as it was written, or whose place is empty; null when all are. */
export type AuditVerdict = {
  readonly entries: number;
  readonly head: AuditHead;
  readonly broken: { readonly sequence: number; readonly reason: string } | null;
};

const PAGE = 1_000;

/** SHA-256, hex, over the fields of an entry in this order as one JSON array of texts; `previous` chains it to the one before. */
export function hashOfEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const { sequence, at, actor, via, address, action, subject, before, after, previous } = entry;
  const fields = [String(sequence), at, actor, via, address, action, subject, before, after, previous];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/**
 * Walks the whole log: an entry that was changed, left out, put in or moved breaks the chain; an end that was cut off
 * differs from the stored head. `expected` is a head kept elsewhere: without it, who may write the whole store could
 * write another log.
 */
export async function verifyAudit(db: Database, expected: AuditHead | null = null): Promise<AuditVerdict> {
  let last: AuditHead = { sequence: 0, hash: '' };
  const verdict = (reason: string | null): AuditVerdict => ({
    entries: last.sequence,
    head: last,
    broken: reason === null ? null : { sequence: last.sequence + 1, reason },
  });
  for (;;) {
    const page = await pageAfter(db, last.sequence);
    for (const entry of page) {
      const fault = faultOf(entry, last, expected);
      if (fault !== null) return verdict(fault);
      last = { sequence: entry.sequence, hash: entry.hash };
    }
    if (page.length > 0) continue;
    const head = await findAuditHead(db);
    if (head === null) return verdict('The head of the log is gone.');
    if (head.sequence < last.sequence) return verdict(`The log ends at ${head.sequence} by its head, and goes on.`);
    if (head.sequence === last.sequence) return verdict(endFault(last, head, expected));
    // An entry and the head change together: one that came meanwhile is there now, or never will be.
    if ((await pageAfter(db, last.sequence)).length === 0) {
      return verdict(`The end of the log is gone: its head is ${head.sequence}.`);
    }
  }
}

function faultOf(entry: AuditEntry, last: AuditHead, expected: AuditHead | null): string | null {
  if (entry.sequence !== last.sequence + 1) return `The entry is gone; the next one is ${entry.sequence}.`;
  if (entry.previous !== last.hash) return 'The entry does not follow from the one before it.';
  if (entry.hash !== hashOfEntry(entry)) return 'The entry is not what was written.';
  if (expected?.sequence === entry.sequence && expected.hash !== entry.hash) return 'The hash is not the expected one.';
  return null;
}

function endFault(last: AuditHead, head: AuditHead, expected: AuditHead | null): string | null {
  if (head.hash !== last.hash) return 'The head of the log is not the hash of its last entry.';
  if (expected && expected.sequence > last.sequence) return `The log ends before the expected ${expected.sequence}.`;
  return null;
}

const pageAfter = (db: Database, sequence: number): Promise<AuditEntry[]> =>
  db.prisma.auditEntry.findMany({ where: { sequence: { gt: sequence } }, orderBy: { sequence: 'asc' }, take: PAGE });

/** The stored head; null when it was taken away. */
export async function findAuditHead(db: Database): Promise<AuditHead | null> {
  const row = await db.prisma.auditHead.findUnique({ where: { id: 1 } });
  return row && { sequence: row.sequence, hash: row.hash };
}
