import { describe, expect, it, vi } from 'vitest';
import { openWorkplace } from './command-fixture';

vi.setConfig({ testTimeout: 60_000 });

describe('wrong use is exit 2, says what is right, and touches nothing', () => {
  it.each([
    [[], 'connect, doctor, plan, sync, import, token, export, connection'],
    [['rules', 'import', 'FILE', '--dry-run'], 'There is no command rules'],
    [['import', 'revenue', 'FILE'], 'There are: focus, cur'],
    [['sync', '--conection', 'x'], "unknown option '--conection'"],
    [['connect'], '--name'],
    [['connect', '--name', 'a', '--role-arn', 'arn:aws:iam::1:role/x', '--external-id', 'yy'], '--role-arn'],
    [['connect', '--name', 'a', '--role-arn', 'arn:aws:iam::111122223333:role/x'], '--external-id'],
    [['connect', '--name', 'a', '--history-months', '39'], 'from 14 to 38'],
    [['token', 'create', '--name', 'a', '--role', 'king'], 'admin, finance, executive, viewer'],
    [['token', 'create', '--name', 'a', '--role', 'viewer', '--scope', 'acount:1'], '--scope'],
    [['export', 'tree', '--month', '2026-13'], '--month'],
    [['export', 'tree', '--from', '2026-03'], '--to'],
    [['import', 'cur', '--name', 'a'], 'file'],
  ])('%j', async (args, message) => {
    const place = openWorkplace(null);
    const end = await place.run(args);
    expect(end).toMatchObject({ code: 2, out: '' });
    expect(end.err).toContain(message);
    place.remove();
  });
});

it('says a wrong variable by its name and fails', async () => {
  const place = openWorkplace(null);
  const end = await place.run(['token', 'list'], { DATABASE_URL: 'mysql://x' });
  expect(end).toMatchObject({ code: 1, out: '' });
  expect(end.err).toContain('DATABASE_URL');
  place.remove();
});

it('makes, lists and revokes a token, and shows it once', async () => {
  const place = openWorkplace(null);
  const made = await place.run([
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
  const list = await place.run(['token', 'list', '--json']);
  expect(list.out).not.toContain(token.token);
  expect(JSON.parse(list.out).rows).toMatchObject([
    { id: token.id, name: 'ci', role: 'viewer', scopes: ['account:000011112222'], revokedAt: null },
  ]);
  expect(await place.run(['token', 'revoke', 'ci'])).toMatchObject({ code: 0 });
  expect(JSON.parse((await place.run(['token', 'list', '--json'])).out).rows[0].revokedAt).not.toBeNull();
  expect(await place.run(['token', 'revoke', 'nobody'])).toMatchObject({ code: 1, out: '' });
  place.remove();
});
