import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createConnection } from '@/lib/store/connections';
import { migrate } from '@/lib/store/migrate';
import { createToken, revokeToken } from '@/lib/store/tokens';
import { findPageViewer } from './page-viewer';
import { mainStore } from './stores';
import { cookieOptions, tokenOfCookie } from './token-cookie';
import { requireToken } from './token-request';

const page = vi.hoisted(() => ({ headers: new Headers() }));
// What is replaced here is loaded anew here, and by whichever test comes next in this worker.
vi.hoisted(() => vi.resetModules());
afterAll(() => vi.resetModules());

vi.mock('next/headers', () => ({
  headers: async () => page.headers,
  cookies: async () => ({
    get: (name: string) => {
      const found = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(page.headers.get('cookie') ?? '');
      return found ? { value: found[1] } : undefined;
    },
  }),
}));

const folder = mkdtempSync(join(tmpdir(), 'subledger-cookie-'));
let secret = '';
beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', `file:${folder}/main.db`);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
  const main = await mainStore();
  await migrate(main);
  await createConnection(main, { name: 'payer', kind: 'aws' });
  secret = (await createToken(main, { name: 'me', role: 'finance', scopes: [], expiresAt: null })).token;
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const asked = (given: Record<string, string>, method = 'GET') =>
  requireToken(new Request('http://books.example/api/v1/tree', { method, headers: given }));

describe('a browser that signed in with a token', () => {
  it('reads pages as the token, from any address', async () => {
    page.headers = new Headers({ host: 'books.example', cookie: `theme=dark; subledger_token=${secret}` });
    expect(await findPageViewer()).toMatchObject({ role: 'finance', name: 'me', via: 'token' });
  });

  it('reads files from its own pages, and writes nothing through the API', async () => {
    const cookie = `subledger_token=${secret}`;
    expect(await asked({ cookie, 'sec-fetch-site': 'same-origin' })).toMatchObject({ role: 'finance' });
    for (const given of [{ cookie }, { cookie, 'sec-fetch-site': 'cross-site' }]) {
      await expect(asked(given)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    await expect(asked({ cookie, 'sec-fetch-site': 'same-origin' }, 'POST')).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('is out when the token is forged or revoked, or absent', async () => {
    page.headers = new Headers({ host: 'localhost', cookie: 'subledger_token=sbl_forged' });
    await expect(findPageViewer()).rejects.toMatchObject({ code: 'unauthenticated' });
    page.headers = new Headers({ host: 'localhost' });
    await expect(findPageViewer()).rejects.toMatchObject({ code: 'unauthenticated' });
    const gone = await createToken(await mainStore(), { name: 'gone', role: 'admin', scopes: [], expiresAt: null });
    await revokeToken(await mainStore(), gone.id);
    page.headers = new Headers({ host: 'localhost', cookie: `subledger_token=${gone.token}` });
    await expect(findPageViewer()).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('the cookie', () => {
  it('is read by its whole name', () => {
    expect(tokenOfCookie(new Headers({ cookie: 'xsubledger_token=a; subledger_token=b; c=d' }))).toBe('b');
    expect(tokenOfCookie(new Headers({ cookie: 'xsubledger_token=a' }))).toBeNull();
    expect(tokenOfCookie(new Headers({ cookie: 'subledger_token=a b' }))).toBeNull();
  });

  it('is secure behind https, and hidden from scripts always', () => {
    expect(cookieOptions(new Headers())).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: false });
    expect(cookieOptions(new Headers({ 'x-forwarded-proto': 'https' }))).toMatchObject({ secure: true });
  });
});
