import { readEnvironment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { Database } from '@/lib/store/database';
import { mintScope } from '@/lib/store/scope';
import { type ApiToken, findTokenByHash, hashOfToken, touchToken } from '@/lib/store/tokens';
import { isLoopback } from './loopback';
import { countRequest } from './request-rate';
import { isRole } from './roles';
import { activeStore, mainStore } from './stores';
import { tokenOfCookie } from './token-cookie';
import type { Viewer } from './viewer';
import { visibleAccounts } from './visible-accounts';

const TOUCH_MS = 60_000;

/**
 * Who makes an API request: the token of `Authorization: Bearer`; a browser that signed in with one, reading from one of
 * our own pages; or, in demo mode on this machine, the demo's own pages.
 * The token is looked up in the main store whatever store figures come from.
 * @throws AppError `unauthenticated` without a valid key; `too-many-requests` above SUBLEDGER_API_RATE a minute
 */
export async function requireToken(request: Request, now: Date = new Date()): Promise<Viewer> {
  const authorization = request.headers.get('authorization');
  if (authorization === null) return requireOwnPage(request, now);
  const secret = /^Bearer +([\w.~+/-]{1,500}=*) *$/i.exec(authorization)?.[1];
  if (secret === undefined) throw refused('The Authorization header is not "Bearer" and a token.');
  return viewerOfSecret(secret, now);
}

/** Who a token is. @throws AppError `unauthenticated` or `too-many-requests` */
export async function viewerOfSecret(secret: string, now: Date): Promise<Viewer> {
  const environment = readEnvironment();
  const main = await mainStore(environment);
  const token = await findTokenByHash(main, hashOfToken(secret));
  if (!token || token.revokedAt !== null) throw refused('The token is not valid: it is unknown or was revoked.');
  if (token.expiresAt !== null && token.expiresAt <= now.toISOString())
    throw refused(`The token expired at ${token.expiresAt}.`);
  countRequest(token.id, environment.apiRate, now.getTime());
  if (token.lastUsedAt === null || now.getTime() - Date.parse(token.lastUsedAt) >= TOUCH_MS) {
    await touchToken(main, token.id, now.toISOString());
  }
  return viewerOf(token, (await activeStore(environment)).db, now);
}

/** What a token may see. A viewer without scopes sees nothing; other roles with scopes see those alone. */
async function viewerOf(token: ApiToken, db: Database, now: Date): Promise<Viewer> {
  const { role, name, scopes } = token;
  if (!isRole(role)) throw refused(`The token has the role ${role}, which this version does not know.`);
  if (role !== 'viewer' && scopes.length === 0)
    return { scope: mintScope(db, 'all'), units: 'all', role, name, via: 'token' };
  const { accounts, units, projects } = await visibleAccounts(db, scopes, now.toISOString().slice(0, 10));
  return { scope: mintScope(db, accounts, { units, projects }), units, role, name, via: 'token' };
}

/** A file link or a stream of one of our own pages: a browser says where a request comes from, and pages cannot forge it. */
async function requireOwnPage(request: Request, now: Date): Promise<Viewer> {
  const fromPage = request.headers.get('sec-fetch-site') === 'same-origin';
  const secret = tokenOfCookie(request.headers);
  if (request.method === 'GET' && fromPage && secret !== null) return viewerOfSecret(secret, now);
  if (request.method === 'GET' && fromPage && isLoopback(request.headers)) {
    const { db, demo } = await activeStore();
    if (demo) return demoViewer(db);
  }
  throw refused(
    'This call needs a token.',
    'Make one with: npm run -s subledger -- token create --name N --role executive',
  );
}

export const demoViewer = (db: Database): Viewer => ({
  scope: mintScope(db, 'all'),
  units: 'all',
  role: 'admin',
  name: 'demo',
  via: 'demo',
});

function refused(
  message: string,
  fix = 'Send "Authorization: Bearer" and a token made with: npm run -s subledger -- token create',
): AppError {
  return new AppError('unauthenticated', message, { fix });
}
