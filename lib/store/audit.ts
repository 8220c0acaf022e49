import { AppError } from '@/lib/errors';
import { type AuditHead, hashOfEntry } from './audit-chain';
import { auditJson, auditName } from './audit-content';
import { type Transaction, transaction, type Writer } from './database';

/** How somebody was let in, and where the request came from; '' for the machine itself. */
export type Origin = {
  readonly via: 'session' | 'token' | 'demo' | 'machine' | 'schedule';
  readonly address: string;
};

/** Who acts, and from where. */
export type Actor = Origin & { readonly actor: string };

/** One act. `action` is `noun.verb`; `before` and `after` are what it changed, as far as a reader needs it. */
export type Act = Actor & {
  /** ISO instant, UTC. */
  readonly at: string;
  readonly action: `${string}.${string}`;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
};

/** This machine itself: its command line, and what the program does by itself. */
export const MACHINE_ORIGIN: Origin = { via: 'machine', address: '' };

/** Whoever runs commands on this machine. */
export const MACHINE: Actor = { actor: 'administrator of this machine', ...MACHINE_ORIGIN };

/**
 * Adds an act to the log of this store. Given the transaction of the act itself, both are there or neither. Writers take
 * turns on the head until their transactions end, so that the chain has no fork: record last.
 * What is named or looks like a secret is hidden (`audit-content.ts`); still, give none.
 * @throws AppError `store-corrupt` when the head of the log was taken away: nothing is done that cannot be recorded
 */
export function recordAudit(db: Writer, { before, after, ...act }: Act): Promise<AuditHead> {
  return transaction(db, async (tx) => {
    const { sequence, hash: previous } = await nextPlace(tx);
    const entry = {
      sequence,
      at: act.at,
      actor: auditName(act.actor),
      via: act.via,
      address: auditName(act.address),
      action: auditName(act.action),
      subject: auditName(act.subject),
      before: auditJson(before),
      after: auditJson(after),
      previous,
    };
    const hash = hashOfEntry(entry);
    await tx.prisma.auditEntry.create({ data: { ...entry, hash } });
    await tx.prisma.auditHead.update({ where: { id: 1 }, data: { hash } });
    return { sequence, hash };
  });
}

/** Takes the next sequence number, and with it the row that every other writer waits for. */
async function nextPlace(tx: Transaction): Promise<AuditHead> {
  const { count } = await tx.prisma.auditHead.updateMany({ where: { id: 1 }, data: { sequence: { increment: 1 } } });
  const head = count === 1 ? await tx.prisma.auditHead.findUnique({ where: { id: 1 } }) : null;
  if (head) return head;
  throw new AppError('store-corrupt', 'The head of the audit log is gone from the store.', {
    fix: 'Restore a copy of the store: nothing is changed that cannot be recorded.',
  });
}
