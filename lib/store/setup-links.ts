import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '@/lib/errors';
import { type Transaction, transaction, type Writer } from './database';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Makes a link for the first administrator, and ends those before it. The secret is in the answer and nowhere else. */
export async function makeSetupLink(db: Writer, createdAt: string, expiresAt: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await transaction(db, async (tx) => {
    await tx.prisma.setupLink.deleteMany();
    await tx.prisma.setupLink.create({ data: { hash: hashOf(secret), createdAt, expiresAt } });
  });
  return secret;
}

/** True when a link would still work: it is known, was not used, has not run out, and nobody can sign in yet. */
export async function isSetupLinkOpen(db: Writer, secret: string, now: string): Promise<boolean> {
  const found = await db.prisma.setupLink.findUnique({ where: { hash: hashOf(secret) } });
  if (!found || found.usedAt !== null || found.expiresAt <= now) return false;
  return (await db.prisma.person.count({ where: { removedAt: null } })) === 0;
}

/**
 * Uses a link, once: of two at the same time one does.
 * @throws AppError `forbidden` when it does not work any more
 */
export async function spendSetupLink(tx: Transaction, secret: string, now: string): Promise<void> {
  const open = await isSetupLinkOpen(tx, secret, now);
  const where = { hash: hashOf(secret), usedAt: null };
  const used = open ? await tx.prisma.setupLink.updateMany({ where, data: { usedAt: now } }) : { count: 0 };
  if (used.count === 1) return;
  throw new AppError('forbidden', 'This link does not work any more: it was used, or it is older than a day.', {
    fix: 'Add people on the machine: npm run -s subledger -- user add --email E --role admin',
  });
}
