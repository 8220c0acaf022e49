import { AppError } from '@/lib/errors';
import type { Day } from '@/lib/finance/month';
import { type Actor, MACHINE, MACHINE_ORIGIN, type Origin, recordAudit } from './audit';
import { type Transaction, transaction, type Writer } from './database';
import { type AccountScope, seesAll } from './scope';

/** Which finding of the account review: `subject` is `kind:id` of what it is about. */
export type FindingRef = { readonly connectionId: string; readonly rule: string; readonly subject: string };

/** A finding that somebody accepted. It counts again from the day `until` on. */
export type AcceptedFinding = FindingRef & {
  readonly reason: string;
  readonly until: Day;
  readonly acceptedBy: string;
  /** ISO instant, UTC. */
  readonly acceptedAt: string;
};

/** Every acceptance of a connection, past ones too. They are of the whole organization: a scope of some accounts gets none. */
export async function listAcceptedFindings(scope: AccountScope, connectionId: string): Promise<AcceptedFinding[]> {
  if (!seesAll(scope)) return [];
  return scope.db.prisma.findingAcceptance.findMany({
    where: { connectionId },
    orderBy: [{ rule: 'asc' }, { subject: 'asc' }],
  });
}

const told = (found: AcceptedFinding | null) => found && { reason: found.reason, until: found.until };

/** Accepts a finding until a day, as an act of `acceptedBy`; an earlier acceptance of it is replaced. */
export async function acceptFinding(
  db: Writer,
  accepted: AcceptedFinding,
  origin: Origin = MACHINE_ORIGIN,
): Promise<void> {
  const { connectionId, rule, subject, ...content } = accepted;
  const where = { connectionId_rule_subject: { connectionId, rule, subject } };
  await transaction(db, async (tx) => {
    const before = await tx.prisma.findingAcceptance.findUnique({ where });
    await tx.prisma.findingAcceptance.upsert({ where, create: accepted, update: content });
    await recordAudit(tx, {
      ...{ at: accepted.acceptedAt, actor: accepted.acceptedBy, via: origin.via, address: origin.address },
      ...{ action: 'finding.accept', subject: await subjectOf(tx, accepted) },
      ...{ before: told(before), after: told(accepted) },
    });
  });
}

/** Takes an acceptance back: the finding counts again at once. @throws AppError `not-found` */
export async function withdrawAcceptance(
  db: Writer,
  { connectionId, rule, subject }: FindingRef,
  by: Actor = MACHINE,
  at: string = new Date().toISOString(),
): Promise<void> {
  const where = { connectionId_rule_subject: { connectionId, rule, subject } };
  await transaction(db, async (tx) => {
    const before = await tx.prisma.findingAcceptance.findUnique({ where });
    if (!before) throw new AppError('not-found', 'This finding is not accepted.', { fix: 'Reload the page.' });
    await tx.prisma.findingAcceptance.delete({ where });
    await recordAudit(tx, {
      ...{ at, ...by, action: 'finding.withdraw', subject: await subjectOf(tx, before) },
      ...{ before: told(before), after: null },
    });
  });
}

async function subjectOf(tx: Transaction, { connectionId: id, rule, subject }: FindingRef): Promise<string> {
  const connection = await tx.prisma.connection.findUnique({ where: { id }, select: { name: true } });
  return `${rule}, ${subject} of ${connection?.name ?? id}`;
}
