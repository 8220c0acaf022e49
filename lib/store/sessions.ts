import { createHash, randomBytes } from 'node:crypto';
import { type Actor, recordAudit } from './audit';
import { type Transaction, transaction, type Writer } from './database';

/** A browser that is signed in, or was. Instants are ISO, UTC. */
export type Session = {
  readonly hash: string;
  /** A person's id, or `demo:` and the name of one of the demo's ready people. */
  readonly personId: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly address: string;
  /** The browser, as it calls itself, shortened. */
  readonly agent: string;
};

const LONGEST_AGENT = 160;

/** What the store keeps of a session's id: its SHA-256, hex. The id has 256 random bits, so that no salt is needed. */
export const hashOfSession = (id: string): string => createHash('sha256').update(id).digest('hex');

export type NewSession = Pick<Session, 'personId' | 'createdAt' | 'expiresAt' | 'address' | 'agent'>;

/** Begins a session under a new id, which is in the answer and nowhere else. `by` is who signed in, for the audit log. */
export async function beginSession(db: Writer, { agent, ...session }: NewSession, by: Actor): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  const { createdAt: at, expiresAt } = session;
  await transaction(db, async (tx) => {
    await tx.prisma.session.create({
      data: { ...session, hash: hashOfSession(id), lastSeenAt: at, agent: agent.slice(0, LONGEST_AGENT) },
    });
    await recordAudit(tx, {
      ...{ ...by, at, action: 'session.begin', subject: by.actor, before: null },
      after: { expiresAt, agent: agent.slice(0, LONGEST_AGENT) },
    });
  });
  return id;
}

/** The session of an id, also one that was ended or has run out: the caller decides. */
export const findSession = (db: Writer, id: string): Promise<Session | null> =>
  db.prisma.session.findUnique({ where: { hash: hashOfSession(id) } });

/** Records that a session was used. */
export async function touchSession(db: Writer, hash: string, lastSeenAt: string): Promise<void> {
  await db.prisma.session.updateMany({ where: { hash }, data: { lastSeenAt } });
}

/** The sessions of a person that were not ended and have not run out at `now`, the latest used first. */
export const listSessions = (db: Writer, personId: string, now: string): Promise<Session[]> =>
  db.prisma.session.findMany({
    where: { personId, revokedAt: null, expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: 'desc' }, { hash: 'asc' }],
  });

/** Ends the session of an id, if it is there and goes on. */
export async function endSession(db: Writer, id: string, revokedAt: string, by: Actor): Promise<void> {
  await transaction(db, async (tx) => {
    const { count } = await tx.prisma.session.updateMany({
      where: { hash: hashOfSession(id), revokedAt: null },
      data: { revokedAt },
    });
    if (count === 0) return;
    const act = { ...by, at: revokedAt, action: 'session.end', subject: by.actor } as const;
    await recordAudit(tx, { ...act, before: null, after: null });
  });
}

/** Ends every session of a person; the caller records why. Returns how many went on. */
export async function endSessionsOf(tx: Transaction, personId: string, revokedAt: string): Promise<number> {
  const { count } = await tx.prisma.session.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt } });
  return count;
}

/** Ends every session of a person, named `email` in the log. Returns how many went on. */
export async function signOutEverywhere(
  db: Writer,
  person: { readonly id: string; readonly email: string },
  at: string,
  by: Actor,
): Promise<number> {
  return transaction(db, async (tx) => {
    const count = await endSessionsOf(tx, person.id, at);
    const act = { ...by, at, action: 'session.endAll', subject: person.email } as const;
    await recordAudit(tx, { ...act, before: { sessions: count }, after: { sessions: 0 } });
    return count;
  });
}

/** True when the person signed in from an address before, in a session that began after `since`. */
export async function hasSignedInFrom(db: Writer, personId: string, address: string, since: string): Promise<boolean> {
  return (await db.prisma.session.count({ where: { personId, address, createdAt: { gt: since } }, take: 1 })) > 0;
}

/** Forgets sessions that ran out before an instant. */
export async function removeOldSessions(db: Writer, before: string): Promise<void> {
  await db.prisma.session.deleteMany({ where: { expiresAt: { lt: before } } });
}
