import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection } from '@/lib/store/connections';
import { type Database, openDatabase } from '@/lib/store/database';
import { migrate } from '@/lib/store/migrate';
import { addPerson, changePerson, removePerson } from '@/lib/store/people';
import { beginSession, endSession } from '@/lib/store/sessions';
import { demoPersonId } from './demo-people';
import { nextAuthOptions } from './next-auth-options';
import { ABSOLUTE_SECONDS, IDLE_MS, jarOf } from './session-cookie';
import { findSessionViewer } from './session-viewer';
import { mainStore } from './stores';
import { requireToken } from './token-request';

const SECRET = 'a secret of a test, long enough';
const NOW = new Date('2026-11-24T12:00:00.000Z');
const by = { actor: 'ana@example.com', via: 'session', address: '' } as const;
const folder = mkdtempSync(join(tmpdir(), 'subledger-session-'));
let main: Database;
let personId = '';

beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', `file:${folder}/main.db`);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
  vi.stubEnv('AUTH_SECRET', SECRET);
  main = await mainStore();
  await migrate(main);
  await createConnection(main, { name: 'payer', kind: 'aws' });
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
  const email = `p${Math.random()}@example.com`;
  const given = { email, name: 'P', role: 'finance', scopes: [], passwordHash: null };
  personId = (await addPerson(main, given)).id;
});

async function begin(id = personId): Promise<string> {
  const expiresAt = new Date(NOW.getTime() + ABSOLUTE_SECONDS * 1_000).toISOString();
  return beginSession(main, { personId: id, createdAt: NOW.toISOString(), expiresAt, address: '', agent: '' }, by);
}
const cookieOf = async (sid: string, secret = SECRET) =>
  `next-auth.session-token=${await encode({ token: { sid }, secret, maxAge: ABSOLUTE_SECONDS })}`;
const headersOf = async (sid: string) => new Headers({ host: 'books.example', cookie: await cookieOf(sid) });
const viewerAt = async (headers: Headers, ms = 0) =>
  findSessionViewer(jarOf(headers), headers, new Date(NOW.getTime() + ms));

describe('a session', () => {
  it('is the person, with what they may do now', async () => {
    const headers = await headersOf(await begin());
    expect(await viewerAt(headers)).toMatchObject({ role: 'finance', via: 'session', scope: { accounts: 'all' } });
    const narrowed = { role: 'viewer', scopes: ['account:111122223333'], roleFrom: 'here' } as const;
    await changePerson(main, personId, narrowed, 'nobody');
    expect(await viewerAt(headers)).toMatchObject({
      role: 'viewer',
      scope: { accounts: new Set(['111122223333']) },
    });
    await removePerson(main, personId, 'nobody');
    expect(await viewerAt(headers)).toBeNull();
  });

  it('ends by being ended, unused for twelve hours, and after seven days in any case', async () => {
    const id = await begin();
    const headers = await headersOf(id);
    expect(await viewerAt(headers, IDLE_MS)).toBeNull();
    for (let hours = 10; hours < 7 * 24; hours += 10) {
      expect(await viewerAt(headers, hours * 3_600_000)).not.toBeNull();
    }
    expect(await viewerAt(headers, ABSOLUTE_SECONDS * 1_000)).toBeNull();
    const other = await begin();
    await endSession(main, other, NOW.toISOString(), by);
    expect(await viewerAt(await headersOf(other))).toBeNull();
  });

  it('is nobody when the cookie is forged, of another secret, or names no session', async () => {
    const id = await begin();
    const cookies = [
      await cookieOf(id, 'another secret, long enough too'),
      await cookieOf('unknown'),
      await cookieOf(''),
    ];
    for (const cookie of [...cookies, 'next-auth.session-token=x.y.z', `next-auth.session-token=${id}`]) {
      expect(await viewerAt(new Headers({ host: 'books.example', cookie }))).toBeNull();
    }
    // Over https only the cookie counts that a browser takes over https alone.
    const plain = new Headers({ host: 'books.example', cookie: await cookieOf(id), 'x-forwarded-proto': 'https' });
    expect(await viewerAt(plain)).toBeNull();
    plain.set('cookie', `__Secure-${await cookieOf(id)}`);
    expect(await viewerAt(plain)).not.toBeNull();
  });

  it('of a ready person counts while the demo is shown, and the administrator on this machine alone', async () => {
    const headers = await headersOf(await begin(demoPersonId('finance')));
    const admin = await headersOf(await begin(demoPersonId('admin')));
    expect(await viewerAt(headers)).toBeNull();
    const demo = await openDatabase(`file:${folder}/demo.db`);
    await migrate(demo);
    vi.stubEnv('SUBLEDGER_DEMO', 'on');
    expect(await viewerAt(headers)).toMatchObject({ role: 'finance', name: 'finance@demo.example' });
    expect(await viewerAt(admin)).toBeNull();
    admin.set('host', 'localhost:3000');
    expect(await viewerAt(admin)).toMatchObject({ role: 'admin' });
  });
});

describe('the API by a session', () => {
  const csrf = async () => {
    const { createHash } = await import('node:crypto');
    const mark = createHash('sha256').update(`abc${SECRET}`).digest('hex');
    return { token: 'abc', cookie: `next-auth.csrf-token=abc%7C${mark}` };
  };
  const ask = async (method: string, given: Record<string, string>) =>
    requireToken(new Request('http://books.example/api/v1/tree', { method, headers: given }), NOW);

  it('is read, unless another site asks', async () => {
    const cookie = await cookieOf(await begin());
    const base = { cookie, host: 'books.example' };
    expect(await ask('GET', base)).toMatchObject({ role: 'finance' });
    expect(await ask('GET', { ...base, 'sec-fetch-site': 'same-origin' })).toMatchObject({ role: 'finance' });
    for (const site of ['cross-site', 'same-site', 'none']) {
      await expect(ask('GET', { ...base, 'sec-fetch-site': site })).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    await expect(ask('GET', { ...base, origin: 'https://evil.example' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    // A wrong key is wrong, whatever else the browser has.
    await expect(ask('GET', { ...base, authorization: 'Bearer sbl_x' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('is written from our own pages with the CSRF token alone', async () => {
    const session = await cookieOf(await begin());
    const { token, cookie } = await csrf();
    const base = { cookie: `${session}; ${cookie}`, host: 'books.example', origin: 'http://books.example' };
    expect(await ask('PUT', { ...base, 'x-csrf-token': token })).toMatchObject({ role: 'finance' });
    const { origin: _origin, ...untold } = base;
    for (const given of [
      base,
      { ...base, 'x-csrf-token': 'abd' },
      { ...untold, 'x-csrf-token': token },
      { ...base, cookie: `${session}; next-auth.csrf-token=abc%7Cdef`, 'x-csrf-token': token },
      { ...base, cookie: session, 'x-csrf-token': token },
    ]) {
      await expect(ask('PUT', given)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const foreign = { ...base, origin: 'http://evil.example', 'x-csrf-token': token };
    await expect(ask('PUT', foreign)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

it('next-auth leads to paths of our own alone', async () => {
  const { callbacks } = await nextAuthOptions(new Headers({ host: 'books.example' }));
  const lead = (url: string) => callbacks?.redirect?.({ url, baseUrl: 'http://books.example' });
  expect(await lead('http://books.example/accounts?a=1')).toBe('http://books.example/accounts?a=1');
  for (const url of [
    'http://books.example.evil.example/',
    'http://books.example@evil.example/',
    '//evil.example',
    'x',
  ]) {
    expect(await lead(url)).toBe('http://books.example/');
  }
});
