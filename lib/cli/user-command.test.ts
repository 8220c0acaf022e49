import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { checkPassword } from '@/lib/auth/password';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { findPersonByEmail } from '@/lib/store/people';
import { CHECKOUT } from './checkout.mjs';
import { type CommandEnd, endOf, openWorkplace, runHere } from './command-fixture';
import { firstLink } from './first-link';
import { launchArguments, launchEnvironment } from './launch.mjs';

const workplace = openWorkplace(null);
beforeAll(() => {
  vi.stubEnv('DATABASE_URL', workplace.databaseUrl);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
});
afterAll(() => {
  vi.unstubAllEnvs();
  workplace.remove();
});

/** Runs a command with a text on its standard input. */
function runWith(input: string, ...args: string[]): Promise<CommandEnd> {
  const { VITEST: _vitest, ...inherited } = launchEnvironment();
  const child = spawn(process.execPath, launchArguments('lib/cli/main.ts', args), {
    cwd: CHECKOUT,
    env: { ...inherited, NODE_ENV: 'development', DATABASE_URL: workplace.databaseUrl, SUBLEDGER_DEMO: 'off' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  return endOf(child);
}

it('people are added with a password from standard input, listed, given a role and removed', async () => {
  const db = await openDatabase(workplace.databaseUrl);
  const add = ['user', 'add', '--email', 'Ana@Example.com', '--role', 'viewer', '--scope', 'account:111122223333'];
  const added = await runWith('correct horse\n', ...add, '--scope', 'project:checkout', '--json');
  expect(added).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(added.out)).toMatchObject({
    ...{ email: 'ana@example.com', name: 'ana@example.com', role: 'viewer', signsIn: 'password' },
    ...{ scopes: ['account:111122223333', 'project:checkout'], lastSignInAt: null },
  });
  const stored = await findPersonByEmail(db, 'ana@example.com');
  expect(await checkPassword(stored?.passwordHash ?? null, 'correct horse')).toBe(true);
  expect(await firstLink(db, new Date())).toBeNull();

  expect(await runWith('other horse', ...add)).toMatchObject({ code: 1, out: '' });
  expect(await runWith('', ...add)).toMatchObject({ code: 2 });
  expect(await runHere(['user', 'role', 'nobody@example.com', '--role', 'admin'])).toMatchObject({ code: 1 });
  const raised = await runHere(['user', 'role', 'ana@example.com', '--role', 'admin', '--json']);
  expect(JSON.parse(raised.out)).toMatchObject({ email: 'ana@example.com', role: 'admin', scopes: [] });
  const list = await runHere(['user', 'list', '--json']);
  expect(JSON.parse(list.out).rows).toMatchObject([{ email: 'ana@example.com', role: 'admin' }]);
  expect(list.out).not.toContain('argon2');
  expect((await runHere(['user', 'list'])).out).toMatch(/ana@example\.com +ana@example\.com +admin/);
  expect(await runHere(['user', 'remove', 'ana@example.com', '--json'])).toMatchObject({ code: 0 });
  expect(JSON.parse((await runHere(['user', 'list', '--json'])).out)).toEqual({ rows: [] });
  expect(await firstLink(db, new Date())).toMatch(/^[\w-]{43}$/);
  await closeDatabase(db);
}, 120_000);

it('tokens end after so many days', async () => {
  const made = await runHere([
    'token',
    'create',
    '--name',
    'ci',
    '--role',
    'admin',
    '--expires-in-days',
    '30',
    '--json',
  ]);
  expect(made.code).toBe(0);
  const [row] = JSON.parse((await runHere(['token', 'list', '--json'])).out).rows;
  const days = (Date.parse(row.expiresAt) - Date.parse(row.createdAt)) / 86_400_000;
  expect(days).toBeCloseTo(30, 2);
});
