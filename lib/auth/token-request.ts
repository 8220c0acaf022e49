import { readEnvironment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { Database } from '@/lib/store/database';
import { mintScope } from '@/lib/store/scope';
import { findTokenByHash, hashOfToken, touchToken } from '@/lib/store/tokens';
import { hasCsrfToken } from './csrf-token';
import { grantedViewer } from './granted-viewer';
import { isLoopback } from './loopback';
import { originOf } from './own-origin';
import { countRequest } from './request-rate';
import { jarOf } from './session-cookie';
import { findSessionViewer } from './session-viewer';
import { activeStore, mainStore } from './stores';
import { tokenOfCookie } from './token-cookie';
import type { Viewer } from './viewer';

const TOUCH_MS = 60_000;

/**
 * Who makes an API request: the token of `Authorization: Bearer`, or a browser (`requireBrowser`).
 * The token is looked up in the main store whatever store figures come from.
 * @throws AppError `unauthenticated` without a valid key; `too-many-requests` above SUBLEDGER_API_RATE a minute
 */
export async function requireToken(request: Request, now: Date = new Date()): Promise<Viewer> {
  const authorization = request.headers.get('authorization');
  if (authorization === null) return requireBrowser(request, now);
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
  const { name, role, scopes } = token;
  return grantedViewer({ name, role, scopes, via: 'token' }, (await activeStore(environment)).db, now);
}

/**
 * A browser. One that is signed in as a person reads, unless another site asks, and writes when the request says that it
 * comes from one of our pages and has the CSRF token. One that signed in with a token, and in demo mode on this machine
 * anyone, reads from one of our own pages: a browser says where a request comes from, and pages cannot forge it.
 */
async function requireBrowser(request: Request, now: Date): Promise<Viewer> {
  const { headers, method } = request;
  const from = originOf(headers);
  const reads = method === 'GET' || method === 'HEAD';
  const viewer = from === 'foreign' ? null : await findSessionViewer(jarOf(headers), headers, now);
  if (viewer) {
    countRequest(viewer.person?.sessionId ?? viewer.name, readEnvironment().apiRate, now.getTime());
    if (reads || (from === 'own' && hasCsrfToken(headers))) return viewer;
    throw new AppError('forbidden', 'A browser writes with the CSRF token of its session, from a page of ours.', {
      fix: 'Send the token of GET /api/auth/csrf as x-csrf-token, or use an API token.',
    });
  }
  const fromPage = headers.get('sec-fetch-site') === 'same-origin';
  const secret = tokenOfCookie(headers);
  if (method === 'GET' && fromPage && secret !== null) return viewerOfSecret(secret, now);
  if (method === 'GET' && fromPage && isLoopback(headers)) {
    const { db, demo } = await activeStore();
    if (demo) return demoViewer(db);
  }
  throw refused(
    'This call needs a token, or a browser that is signed in.',
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
