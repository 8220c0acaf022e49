import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runHere } from './command-fixture';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'subledger-cli-'));
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'books.db')}`);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('wrong use is exit 2, says what is right, and touches nothing', () => {
  it.each([
    [[], 'connect, doctor, plan, sync, import, rules, user, token, export, connection, close, reopen'],
    [['rule', 'import', 'FILE', '--dry-run'], 'There is no command rule. There are: connect, doctor'],
    [['rules'], 'Say what to rules'],
    [['import', 'payslip', 'FILE'], 'There is no import payslip. There are: focus, cur, revenue, budget, driver, cost'],
    [['import'], 'Say what to import. There are: focus, cur'],
    [['import', 'revenue'], 'file'],
    [['import', 'budget', 'a.csv', 'b.csv'], 'too many arguments'],
    [['import', 'cost', 'a.csv', '--name', 'x'], "unknown option '--name'"],
    [['sync', '--conection', 'x'], "unknown option '--conection'"],
    [['sync', 'acme'], 'too many arguments'],
    [['connect'], '--name'],
    [['connect', '--name', ''], '--name must have'],
    [['connect', '--name', 'a', '--role-arn', 'arn:aws:iam::1:role/x', '--external-id', 'yy'], '--role-arn is not'],
    [['connect', '--name', 'a', '--role-arn', 'arn:aws:iam::111122223333:role/x'], '--external-id is missing'],
    [['connect', '--name', 'a', '--history-months', '39'], '--history-months must be'],
    [['connect', '--name', 'a', '--history-months', '14x'], 'from 14 to 38'],
    [['token', 'create', '--name', 'a', '--role', 'king'], 'admin, finance, executive, viewer'],
    [['token', 'create', '--name', 'a', '--role', 'viewer', '--scope', 'acount:1'], '--scope'],
    [
      ['token', 'create', '--name', 'a', '--role', 'admin', '--scope', 'account:111122223333'],
      '--scope goes with --role viewer',
    ],
    [['token', 'create', '--name', 'a'], '--role'],
    [['token', 'create', '--name', 'a', '--role', 'admin', '--expires-in-days', '0'], 'from 1 to 3650'],
    [['user', 'add', '--email', 'ana', '--role', 'admin'], '--email is no e-mail'],
    [['user', 'add', '--email', 'a@b.example', '--role', 'king'], 'admin, finance, executive, viewer'],
    [['user', 'add', '--email', 'a@b.example', '--role', 'viewer', '--scope', 'x'], '--scope'],
    [['user', 'add', '--role', 'admin'], '--email'],
    [['user'], 'Say what to user. There are: add, list, role, remove'],
    [['token', 'create', '--name', '', '--role', 'admin'], '--name'],
    [['token', 'revoke'], 'token'],
    [['export', 'tree', '--month', '2026-13'], '--month'],
    [['export', 'tree', '--from', '2026-03'], '--to is missing'],
    [['export', 'tree', '--from', '2026-03', '--to', '2026-03'], '--to must be after'],
    [['export', 'tree', '--basis', 'gross'], 'netAmortized'],
    [['export', 'everything'], 'There are: tree'],
    [['import', 'cur', '--name', 'a'], 'file'],
    [['import', 'cur', 'bill.csv'], '--name'],
  ])('%j', async (args, message) => {
    const end = await runHere(args);
    expect(end).toMatchObject({ code: 2, out: '' });
    expect(end.err).toContain(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});

it('gives help as an answer, not as a failure', async () => {
  const help = await runHere(['import', 'focus', '--help']);
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toContain('--accept-bad-lines');
});

it('says a wrong variable by its name and fails', async () => {
  vi.stubEnv('DATABASE_URL', 'mysql://user:hunter22@host/x');
  const end = await runHere(['token', 'list']);
  expect(end).toMatchObject({ code: 1, out: '' });
  expect(end.err).toContain('DATABASE_URL');
  expect(end.err).not.toContain('hunter22');
});

it('says what to do where there is no connection yet', async () => {
  for (const args of [['plan'], ['sync'], ['export', 'tree']]) {
    const end = await runHere([...args, '--json']);
    expect(end).toMatchObject({ code: 1, out: '' });
    expect(end.err).toMatch(/no connection yet.*connect/s);
  }
  expect(await runHere(['connection', 'list', '--json'])).toMatchObject({ code: 0, out: '{\n  "rows": []\n}\n' });
  expect(await runHere(['connection', 'remove', 'acme'])).toMatchObject({ code: 1, out: '' });
});

it('makes, lists and revokes a token, and shows it once', async () => {
  const made = await runHere([
    'token',
    'create',
    '--name',
    'ci',
    '--role',
    'viewer',
    '--scope',
    'account:000011112222',
    '--json',
  ]);
  expect(made.code).toBe(0);
  const token = JSON.parse(made.out);
  expect(Object.keys(token).sort()).toEqual(['id', 'name', 'token']);
  expect(token).toMatchObject({ name: 'ci', token: expect.stringMatching(/^sbl_.{40,}$/) });
  expect(await runHere(['token', 'create', '--name', 'ci', '--role', 'admin'])).toMatchObject({ code: 1, out: '' });
  const list = await runHere(['token', 'list', '--json']);
  expect(list.out).not.toContain(token.token);
  expect(JSON.parse(list.out).rows).toMatchObject([
    { id: token.id, name: 'ci', role: 'viewer', scopes: ['account:000011112222'], revokedAt: null },
  ]);
  expect(await runHere(['token', 'revoke', 'ci'])).toMatchObject({ code: 0 });
  expect(JSON.parse((await runHere(['token', 'list', '--json'])).out).rows[0].revokedAt).not.toBeNull();
  expect(await runHere(['token', 'revoke', 'nobody'])).toMatchObject({ code: 1, out: '' });
});
