import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection, removeConnection } from '@/lib/store/connections';
import { openDatabase } from '@/lib/store/database';
import { migrate } from '@/lib/store/migrate';
import { createToken } from '@/lib/store/tokens';
import { activeStore, mainStore } from './stores';
import { requireToken } from './token-request';

const pages = vi.hoisted(() => ({ headers: new Headers() }));
// What is replaced here is loaded anew here, and by whichever test comes next in this worker.
vi.hoisted(() => vi.resetModules());
afterAll(() => vi.resetModules());

vi.mock('next/headers', () => ({
  headers: async () => pages.headers,
  cookies: async () => ({ get: () => undefined }),
}));
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`to ${path}`);
  },
}));

const folders: string[] = [];
afterAll(() => {
  vi.unstubAllEnvs();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'subledger-auth-'));
  folders.push(folder);
  vi.stubEnv('DATABASE_URL', `file:${folder}/main.db`);
  vi.stubEnv('SUBLEDGER_DEMO', 'auto');
  await migrate(await mainStore());
  pages.headers = new Headers({ host: 'localhost:3000' });
});

async function makeDemo() {
  const db = await openDatabase(`file:${folder}/demo.db`);
  await migrate(db);
  await createConnection(db, { name: 'Demo', kind: 'demo' });
}

describe('the active store', () => {
  it('is opened once, and the main one as long as there is no demo', async () => {
    expect(await activeStore()).toEqual({ db: await mainStore(), demo: false });
    expect((await activeStore()).db).toBe(await mainStore());
    vi.stubEnv('SUBLEDGER_DEMO', 'on');
    expect((await activeStore()).demo).toBe(false);
  });

  it('is the demo until the main one has a connection, and again when it has none', async () => {
    await makeDemo();
    expect((await activeStore()).demo).toBe(true);
    const { id } = await createConnection(await mainStore(), { name: 'real', kind: 'aws' });
    expect((await activeStore()).demo).toBe(false);
    vi.stubEnv('SUBLEDGER_DEMO', 'on');
    expect((await activeStore()).demo).toBe(true);
    vi.stubEnv('SUBLEDGER_DEMO', 'auto');
    await removeConnection(await mainStore(), id);
    expect((await activeStore()).demo).toBe(true);
    vi.stubEnv('SUBLEDGER_DEMO', 'off');
    expect((await activeStore()).demo).toBe(false);
  });

  it('is tried again after it could not be opened', async () => {
    vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1:1/none');
    await expect(mainStore()).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(mainStore()).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});

describe('a token', () => {
  it('made before there was a connection stays valid, and reads what is active', async () => {
    await makeDemo();
    const { token } = await createToken(await mainStore(), { name: 't', role: 'executive', scopes: [] });
    const request = new Request('http://localhost/', { headers: { authorization: `Bearer ${token}` } });
    const demo = await requireToken(request);
    expect(demo).toMatchObject({ role: 'executive', via: 'token', units: 'all' });
    expect(demo.scope.db).not.toBe(await mainStore());
    await createConnection(await mainStore(), { name: 'real', kind: 'aws' });
    expect((await requireToken(request)).scope.db).toBe(await mainStore());
  });
});

describe('the demo on this machine', () => {
  const fromPage = (headers: Record<string, string>, method = 'GET') =>
    requireToken(
      new Request('http://localhost:3000/api/v1/exports/tree.csv', {
        method,
        headers: { host: 'localhost:3000', ...headers },
      }),
    );

  it('lets its own pages read without a token, and nobody else', async () => {
    const page = { 'sec-fetch-site': 'same-origin' };
    await expect(fromPage(page)).rejects.toMatchObject({ code: 'unauthenticated' });
    await makeDemo();
    expect(await fromPage(page)).toMatchObject({ via: 'demo' });
    for (const [headers, method] of [
      [{}, 'GET'],
      [{ 'sec-fetch-site': 'cross-site' }, 'GET'],
      [{ 'sec-fetch-site': 'same-site' }, 'GET'],
      [{ 'sec-fetch-site': 'none' }, 'GET'],
      [page, 'POST'],
      [page, 'DELETE'],
      [{ ...page, 'x-forwarded-for': '203.0.113.9' }, 'GET'],
      [{ ...page, 'x-forwarded-host': 'ledger.example.com' }, 'GET'],
      [{ ...page, authorization: 'Bearer wrong' }, 'GET'],
    ] as [Record<string, string>, string][]) {
      await expect(fromPage(headers, method)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    await createConnection(await mainStore(), { name: 'real', kind: 'aws' });
    await expect(fromPage(page)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('opens its pages, which anyone else is led away from', async () => {
    const { findPageViewer, requireViewer } = await import('./page-viewer');
    await expect(requireViewer()).rejects.toThrow('to /sign-in');
    await makeDemo();
    expect(await requireViewer()).toMatchObject({ via: 'demo', units: 'all' });
    pages.headers = new Headers({ host: 'ledger.example.com' });
    await expect(findPageViewer()).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(requireViewer()).rejects.toThrow('to /sign-in');
  });
});
