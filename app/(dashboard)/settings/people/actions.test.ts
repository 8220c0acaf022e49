import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { demoPersonId } from '@/lib/auth/demo-people';
import { mainStore } from '@/lib/auth/stores';
import { createConnection } from '@/lib/store/connections';
import { type Database, openDatabase } from '@/lib/store/database';
import { migrate } from '@/lib/store/migrate';
import { addPerson, findPerson, listPeople, type Person } from '@/lib/store/people';
import { beginSession } from '@/lib/store/sessions';
import { changeOwnPassword, signOutOfAll } from '../account/actions';
import { addSomeone, changeSomeone, makeToken, removeSomeone, signOutSomeone } from './actions';

const SECRET = 'a secret of a test, long enough';
const browser = vi.hoisted(() => ({ cookie: '' }));
// What is replaced here is loaded anew here, and by whichever test comes next in this worker.
vi.hoisted(() => vi.resetModules());
afterAll(() => vi.resetModules());

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'localhost:3000' }),
  cookies: async () => ({
    get: (name: string) => (name === 'next-auth.session-token' ? { value: browser.cookie } : undefined),
  }),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }));
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`to ${path}`);
  },
}));

const folder = mkdtempSync(join(tmpdir(), 'subledger-people-'));
let main: Database;
let [ana, ben]: Person[] = [];

beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', `file:${folder}/main.db`);
  vi.stubEnv('AUTH_SECRET', SECRET);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
  main = await mainStore();
  await migrate(main);
  await createConnection(main, { name: 'payer', kind: 'aws' });
  const given = { scopes: [], passwordHash: null };
  ana = await addPerson(main, { email: 'ana@example.com', name: 'Ana', role: 'admin', ...given });
  ben = await addPerson(main, { email: 'ben@example.com', name: 'Ben', role: 'finance', ...given });
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => vi.stubEnv('SUBLEDGER_DEMO', 'off'));

async function come(personId: string | undefined): Promise<void> {
  const session = { personId: personId ?? '', address: '', agent: '', createdAt: new Date().toISOString() };
  const by = { actor: 'someone', via: 'session', address: '' } as const;
  const sid = await beginSession(main, { ...session, expiresAt: '2099-01-01T00:00:00.000Z' }, by);
  browser.cookie = await encode({ token: { sid }, secret: SECRET });
}

describe('people, by an administrator', () => {
  beforeEach(() => come(ana?.id));

  it('do not change, raise or remove themselves', async () => {
    for (const reply of [
      await changeSomeone(ana?.id, 'viewer', []),
      await changeSomeone(ana?.id, 'admin', []),
      await removeSomeone(ana?.id),
    ]) {
      expect(reply).toEqual({ ok: false, message: 'What you may do is for another administrator to change.' });
    }
  });

  it('are checked before they are added', async () => {
    const draft = { email: 'lee@example.com', name: 'Lee', password: 'correct horse', role: 'viewer', scopes: [] };
    for (const [wrong, message] of [
      [{ ...draft, email: 'lee' }, /e-mail is no e-mail/],
      [{ ...draft, password: 'short' }, /needs 8/],
      [{ ...draft, password: '' }, /missing/],
      [{ ...draft, role: 'king' }, /Choose a role/],
      [{ ...draft, scopes: ['account:x'] }, /scope account:x names no account/],
      [{ ...draft, email: 'BEN@example.com' }, /ben@example.com already/],
      [undefined, /not what the page sends|expected/],
    ] as const) {
      expect(await addSomeone(wrong)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
    }
    expect(await listPeople(main)).toHaveLength(2);
    expect(await addSomeone({ ...draft, scopes: [' account:111122223333 '] })).toEqual({ ok: true });
    const [, , lee] = await listPeople(main);
    expect(lee).toMatchObject({ email: 'lee@example.com', role: 'viewer', scopes: ['account:111122223333'] });
    // A role beyond viewer has no scopes.
    expect(await changeSomeone(lee?.id, 'executive', ['account:111122223333'])).toEqual({ ok: true });
    expect(await findPerson(main, lee?.id ?? '')).toMatchObject({ role: 'executive', scopes: [] });
    expect(await removeSomeone(lee?.id)).toEqual({ ok: true });
    expect(await removeSomeone(lee?.id)).toMatchObject({ ok: false, message: 'There is no such person any more.' });
  });

  it('get tokens that end', async () => {
    const draft = { name: 'ci', role: 'viewer', scopes: [] };
    expect(await makeToken({ ...draft, days: '0' })).toMatchObject({ ok: false });
    expect(await makeToken({ ...draft, name: ' ', days: '' })).toMatchObject({ ok: false });
    expect(await makeToken({ ...draft, days: '30' })).toMatchObject({
      ok: true,
      token: expect.stringMatching(/^sbl_/),
    });
  });
});

it('someone else changes nothing, and raises nobody', async () => {
  await come(ben?.id);
  for (const reply of [
    await changeSomeone(ben?.id, 'admin', []),
    await changeSomeone(ana?.id, 'viewer', []),
    await removeSomeone(ana?.id),
    await signOutSomeone(ana?.id),
    await addSomeone({ email: 'x@example.com', name: 'X', password: 'correct horse', role: 'admin', scopes: [] }),
    await makeToken({ name: 'x', role: 'admin', scopes: [], days: '' }),
  ]) {
    expect(reply).toMatchObject({ ok: false, message: expect.stringContaining('for the roles admin') });
  }
  expect(await findPerson(main, ben?.id ?? '')).toMatchObject({ role: 'finance' });
});

it('nothing of the demo changes people or tokens', async () => {
  await migrate(await openDatabase(`file:${folder}/demo.db`));
  vi.stubEnv('SUBLEDGER_DEMO', 'on');
  for (const personId of [demoPersonId('admin'), '']) {
    await come(personId);
    expect(await removeSomeone(ana?.id)).toEqual({ ok: false, message: 'The demo keeps no people and no tokens.' });
    expect(await makeToken({ name: 'x', role: 'admin', scopes: [], days: '' })).toMatchObject({ ok: false });
  }
});

it('a password is changed with the one until now, and ends every session', async () => {
  await come(ana?.id);
  const form = new FormData();
  form.set('current', 'wrong horse');
  form.set('next', 'better horse');
  expect(await changeOwnPassword({ message: '' }, form)).toEqual({ message: 'That was not your password until now.' });
  form.set('next', 'short');
  expect((await changeOwnPassword({ message: '' }, form)).message).toContain('needs 8');
  await expect(signOutOfAll()).rejects.toThrow('to /sign-in');
  expect(await removeSomeone(ben?.id).catch(({ code }) => code)).toMatchObject({ ok: false });
  expect(await main.prisma.session.count({ where: { personId: ana?.id ?? '', revokedAt: null } })).toBe(0);
});
