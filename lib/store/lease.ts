import type { Database, Writer } from './database';
import { Prisma } from './rows';

/** A claim on a name for a time. `now` is an ISO instant, UTC, by the caller's clock. */
export type LeaseClaim = {
  readonly name: string;
  readonly owner: string;
  readonly now: string;
  readonly ttlMs: number;
};

export type LeaseAnswer =
  | { readonly acquired: true }
  | { readonly acquired: false; readonly owner: string; readonly since: string; readonly until: string };

const endOf = ({ now, ttlMs }: LeaseClaim): string => new Date(Date.parse(now) + ttlMs).toISOString();

/** Takes a lease that nobody holds, that has run out, or that this owner holds; one statement decides. */
export async function acquireLease(db: Database, claim: LeaseClaim): Promise<LeaseAnswer> {
  const { name, owner } = claim;
  const now = new Date(claim.now).toISOString();
  const taken = await db.prisma.$executeRaw(
    Prisma.sql`INSERT INTO "Lease" ("name", "owner", "acquiredAt", "expiresAt")
      VALUES (${name}, ${owner}, ${now}, ${endOf(claim)})
      ON CONFLICT ("name") DO UPDATE
        SET "owner" = excluded."owner", "acquiredAt" = excluded."acquiredAt", "expiresAt" = excluded."expiresAt"
        WHERE "Lease"."expiresAt" <= excluded."acquiredAt" OR "Lease"."owner" = excluded."owner"`,
  );
  if (taken > 0) return { acquired: true };
  const held = await db.prisma.lease.findUnique({ where: { name } });
  // Released between the two statements: it is free now.
  if (!held) return acquireLease(db, claim);
  return { acquired: false, owner: held.owner, since: held.acquiredAt, until: held.expiresAt };
}

/** Holds a lease for longer. False when another owner has it, or nobody: this one may not go on. */
export async function renewLease(db: Writer, claim: LeaseClaim): Promise<boolean> {
  const { name, owner } = claim;
  const { count } = await db.prisma.lease.updateMany({ where: { name, owner }, data: { expiresAt: endOf(claim) } });
  return count > 0;
}

/** Gives a lease back; that of another owner stays. */
export async function releaseLease(db: Database, { name, owner }: { name: string; owner: string }): Promise<void> {
  await db.prisma.lease.deleteMany({ where: { name, owner } });
}
