import { createHash } from 'node:crypto';
import type { Writer } from './database';

/** A try at signing in: whose account was meant, and from where. */
export type SignInTry = { readonly email: string; readonly address: string };

/** Tries that failed in a window: how many, and the latest; null when there is none. */
export type FailedTries = { readonly count: number; readonly lastAt: string | null };

const accountOf = (email: string): string => createHash('sha256').update(email).digest('hex');

/** Notes a try before it is looked at, so that tries at the same time see each other. Returns its number. */
export async function noteTry(db: Writer, { email, address }: SignInTry, at: string): Promise<number> {
  return (await db.prisma.signInTry.create({ data: { at, account: accountOf(email), address } })).id;
}

/** Takes a try back: it was refused before it was looked at. */
export async function forgetTry(db: Writer, id: number): Promise<void> {
  await db.prisma.signInTry.deleteMany({ where: { id } });
}

/** Earlier tries than number `before`, since an instant, of an account, of an address, or of both. */
export async function countTries(
  db: Writer,
  { email, address }: Partial<SignInTry>,
  since: string,
  before: number,
): Promise<FailedTries> {
  const where = {
    ...(email === undefined ? {} : { account: accountOf(email) }),
    ...(address === undefined ? {} : { address }),
    at: { gt: since },
    id: { lt: before },
  };
  const { _count, _max } = await db.prisma.signInTry.aggregate({ where, _count: true, _max: { at: true } });
  return { count: _count, lastAt: _max.at };
}

/** Forgets the tries at an account from an address: they ended in a sign-in. */
export async function forgetTries(db: Writer, { email, address }: SignInTry): Promise<void> {
  await db.prisma.signInTry.deleteMany({ where: { account: accountOf(email), address } });
}

/** Forgets tries before an instant. */
export async function removeOldTries(db: Writer, before: string): Promise<void> {
  await db.prisma.signInTry.deleteMany({ where: { at: { lt: before } } });
}
