import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '@/lib/errors';

const NAME = 'auth-secret';

/**
 * The secret that signs sessions, made once and kept beside the SQLite file for its owner's eyes alone.
 * @throws AppError `configuration` when the kept file holds no secret
 */
export function keepSecret(databasePath: string): string {
  const path = join(dirname(databasePath), NAME);
  if (!existsSync(path)) makeSecret(path);
  chmodSync(path, 0o600);
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length >= 16) return secret;
  throw new AppError('configuration', `${path} holds no secret of 16 characters or more`, {
    fix: `Delete ${path}: the next start makes a new one, and everybody signs in again.`,
  });
}

/** Of two starters at once the first one wins: a link never replaces a file and never shows half of one. */
function makeSecret(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
