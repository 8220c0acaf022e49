import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { type Actor, MACHINE, recordAudit } from './audit';
import { type Database, transaction, type Writer } from './database';
import type { Prisma } from './generated/sqlite/client';
import { readJson } from './json-text';

const scopesColumn = z.array(z.string());

/** A token of the API, without its secret. Instants are ISO, UTC. */
export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
};

export type NewToken = {
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: string | null;
  /** Who makes it, for the audit log; this machine when absent. */
  readonly by?: Actor;
};

/**
 * What the store keeps of a token: its SHA-256, hex. The secret has 256 random bits, so that no salt is needed; and since a
 * token is looked up by its hash, how long that takes tells nothing of the secrets that there are.
 */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Makes a token. Its secret is in the answer and nowhere else. @throws AppError `conflict` when a live one has the name. */
export async function createToken(db: Database, input: NewToken): Promise<{ id: string; name: string; token: string }> {
  const { name, role, scopes, expiresAt, by = MACHINE } = input;
  if (await db.prisma.apiToken.findFirst({ where: { name, revokedAt: null } })) {
    throw new AppError('conflict', `There is a token ${name} already.`, {
      fix: 'Choose another name, or revoke that one first.',
    });
  }
  const token = `sbl_${randomBytes(32).toString('base64url')}`;
  const id = randomUUID();
  const createdAt = new Date().toISOString();
  const content = { role, expiresAt: expiresAt ?? null };
  await transaction(db, async (tx) => {
    await tx.prisma.apiToken.create({
      data: { id, name, hash: hashOfToken(token), scopes: JSON.stringify(scopes), createdAt, ...content },
    });
    await recordAudit(tx, {
      ...{ ...by, at: createdAt, action: 'token.create', subject: name, before: null },
      after: { id, scopes, ...content },
    });
  });
  return { id, name, token };
}

/** The token of that hash, also one that was revoked or has run out: the caller decides. */
export async function findTokenByHash(db: Database, hash: string): Promise<ApiToken | null> {
  const row = await db.prisma.apiToken.findUnique({ where: { hash } });
  return row && toToken(row);
}

/** Records that a token was used. */
export async function touchToken(db: Writer, id: string, usedAt: string): Promise<void> {
  await db.prisma.apiToken.updateMany({ where: { id }, data: { lastUsedAt: usedAt } });
}

/** All tokens, the revoked ones too, oldest first. */
export async function listTokens(db: Database): Promise<ApiToken[]> {
  const rows = await db.prisma.apiToken.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return rows.map(toToken);
}

/** Ends a token, by its id or the name of a live one. @throws AppError `not-found`. */
export async function revokeToken(
  db: Database,
  idOrName: string,
  revokedAt = new Date().toISOString(),
  by: Actor = MACHINE,
): Promise<ApiToken> {
  const live = await db.prisma.apiToken.findMany({ where: { revokedAt: null } });
  const found = live.find(({ id }) => id === idOrName) ?? live.find(({ name }) => name === idOrName);
  if (!found) throw new AppError('not-found', `There is no live token ${idOrName}.`, { fix: 'See `token list`.' });
  return transaction(db, async (tx) => {
    const row = await tx.prisma.apiToken.update({ where: { id: found.id }, data: { revokedAt } });
    const { id, name, role, scopes } = toToken(row);
    await recordAudit(tx, {
      ...{ ...by, at: revokedAt, action: 'token.revoke', subject: name },
      ...{ before: { id, role, scopes }, after: null },
    });
    return toToken(row);
  });
}

function toToken({ hash: _, scopes, ...row }: Prisma.ApiTokenModel): ApiToken {
  return { ...row, scopes: readJson(scopesColumn, scopes, 'ApiToken.scopes') };
}
