import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '@/lib/errors';
import { explainFailure } from '@/lib/store/failure';

const NAME = 'auth-secret';

/**
 * The secret that signs sessions, made once and kept beside the SQLite file for its owner's eyes alone.
 * @throws AppError `configuration` when the kept file holds no secret, `store-unavailable` or `disk-full` when it cannot
 * be read or made
 */
export function keepSecret(databasePath: string): string {
  const path = join(dirname(databasePath), NAME);
  const secret = readSecret(path);
  if (secret.length >= 16) return secret;
  throw new AppError('configuration', `${path} holds no secret of 16 characters or more`, {
    fix: `Delete ${path}: the next start makes a new one, and everybody signs in again.`,
  });
}

function readSecret(path: string): string {
  try {
    if (!existsSync(path)) makeSecret(path);
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw explainFailure(error, path);
  }
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
