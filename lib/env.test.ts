import { describe, expect, it } from 'vitest';
import { listenHost, readEnvironment } from './env';
import { AppError } from './errors';

const root = { SUBLEDGER_ROOT: '/srv/subledger' };

function faultsOf(source: Record<string, string>, purpose: 'command' | 'server' = 'command'): AppError {
  try {
    readEnvironment({ ...root, ...source }, purpose);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
}

const textOf = (errors: AppError['errors']): string => errors.map(({ message }) => message).join();

describe('readEnvironment', () => {
  it('has the defaults of the contract', () => {
    expect(readEnvironment(root, 'server')).toEqual({
      databaseUrl: 'file:/srv/subledger/data/subledger.db',
      databasePath: '/srv/subledger/data/subledger.db',
      demoDatabaseUrl: 'file:/srv/subledger/data/demo.db',
      authSecret: null,
      publicUrl: null,
      oidc: null,
      demo: 'auto',
      apiRate: 1200,
      syncCron: '17 5 * * *',
      monthlyRequestCap: 1000,
      port: 3000,
      host: null,
      metricsToken: null,
      proxies: 0,
      demoEndpoint: null,
    });
  });

  it('starts relative files at the checkout and keeps the demo beside the store', () => {
    for (const [url, path] of [
      ['file:books/a.db', '/srv/subledger/books/a.db'],
      ['file:./a b.db', '/srv/subledger/a b.db'],
      ['file:../a.db', '/srv/a.db'],
      ['file:/var/a.db', '/var/a.db'],
      ['file:///var/a%20b.db', '/var/a b.db'],
    ] as const) {
      const environment = readEnvironment({ ...root, DATABASE_URL: url });
      expect(environment.databasePath).toBe(path);
      expect(environment.databaseUrl).toBe(`file:${path}`);
      expect(environment.demoDatabaseUrl).toBe(`file:${path.replace(/[^/]+$/, 'demo.db')}`);
    }
  });

  it('takes PostgreSQL under both of its scheme names and keeps the demo in data/', () => {
    const environment = readEnvironment({ ...root, DATABASE_URL: 'postgres://u:p%40ss@db:5432/books?sslmode=require' });
    expect(environment.databaseUrl).toBe('postgresql://u:p%40ss@db:5432/books?sslmode=require');
    expect(environment.databasePath).toBeNull();
    expect(environment.demoDatabaseUrl).toBe('file:/srv/subledger/data/demo.db');
  });

  it('counts a variable that is set to nothing as not set, and an empty schedule as off', () => {
    const environment = readEnvironment({
      ...root,
      DATABASE_URL: '',
      PORT: '',
      SUBLEDGER_DEMO: '',
      SUBLEDGER_SYNC_CRON: '',
    });
    expect(environment).toMatchObject({ port: 3000, demo: 'auto', syncCron: null });
  });

  it('reads the secret under either name, the new one first', () => {
    const [first, second] = ['first-secret-of-32-characters-001', 'second-secret-of-32-characters-02'];
    expect(readEnvironment({ NEXTAUTH_SECRET: second }).authSecret).toBe(second);
    expect(readEnvironment({ AUTH_SECRET: first, NEXTAUTH_SECRET: second }).authSecret).toBe(first);
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['SUBLEDGER_HOST', 'not a host'],
    ['SUBLEDGER_DEMO', 'yes'],
    ['SUBLEDGER_API_RATE', '0'],
    ['SUBLEDGER_API_RATE', '-5'],
    ['SUBLEDGER_MONTHLY_REQUEST_CAP', '1e3'],
    ['SUBLEDGER_SYNC_CRON', 'daily'],
    ['SUBLEDGER_SYNC_CRON', '61 5 * * *'],
    ['SUBLEDGER_SYNC_CRON', '0 0 31 2 *'],
    ['SUBLEDGER_SYNC_CRON', '* * * * * *'],
    ['AWS_REGION', 'US EAST'],
  ])('refuses %s=%s with its name, its value and an example', (name, value) => {
    const { code, errors } = faultsOf({ [name]: value });
    const message = textOf(errors);
    expect(code).toBe('configuration');
    expect(errors.map(({ field }) => field)).toEqual([name]);
    expect(message).toContain(JSON.stringify(value));
    expect(message).toContain('example: ');
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:hunter2@db/books'],
    ['DATABASE_URL', 'postgresql://root:hun/ter2@db/books'],
    ['DATABASE_URL', 'file::memory:'],
    ['DATABASE_URL', 'file:./books/'],
    ['DATABASE_URL', 'file://server/share/a.db'],
    ['DATABASE_URL', 'file:a.db?mode=ro'],
    ['AUTH_SECRET', 'hunter2'],
    ['NEXTAUTH_URL', 'books.example.com'],
    ['AWS_ENDPOINT_URL_STS', 'localhost:4500'],
  ])('refuses %s=%s without repeating the value', (name, value) => {
    const { errors, message: head } = faultsOf({ [name]: value });
    const message = `${head} ${textOf(errors)}`;
    expect(errors.map(({ field }) => field)).toEqual([name]);
    expect(message).not.toContain(value);
    expect(message).not.toContain('hunter2');
  });

  it('lists all faults at once', () => {
    const { errors } = faultsOf({ PORT: 'x', SUBLEDGER_DEMO: 'x', DATABASE_URL: 'x', AUTH_OIDC_CLIENT_ID: 'ledger' });
    expect(errors.map(({ field }) => field).sort()).toEqual(
      ['AUTH_OIDC_CLIENT_SECRET', 'AUTH_OIDC_ISSUER', 'DATABASE_URL', 'PORT', 'SUBLEDGER_DEMO'].sort(),
    );
  });

  it('wants single sign-on whole, over https unless on this machine', () => {
    const oidc = { AUTH_OIDC_CLIENT_ID: 'ledger', AUTH_OIDC_CLIENT_SECRET: 'hush' };
    expect(textOf(faultsOf({ ...oidc, AUTH_OIDC_ISSUER: 'http://login.example.com' }).errors)).toContain('https');
    expect(readEnvironment({ ...oidc, AUTH_OIDC_ISSUER: 'http://localhost:8080' }).oidc).toEqual({
      roles: {},
      issuer: 'http://localhost:8080',
      clientId: 'ledger',
      clientSecret: 'hush',
    });
  });

  it('requires a secret of a server on PostgreSQL or behind a public address, never of a command', () => {
    const postgresql = { DATABASE_URL: 'postgresql://u@db/books' };
    const open = { NODE_ENV: 'production', NEXTAUTH_URL: 'https://ledger.example.com/' };
    for (const source of [postgresql, open]) {
      expect(faultsOf(source, 'server').errors.map(({ field }) => field)).toEqual(['AUTH_SECRET']);
      expect(readEnvironment(source).authSecret).toBeNull();
    }
    expect(readEnvironment({ ...open, NEXTAUTH_URL: 'http://localhost:3000/' }, 'server').publicUrl).toBe(
      'http://localhost:3000',
    );
  });
});

describe('listenHost', () => {
  it.each([
    [{}, true, '127.0.0.1'],
    [{}, false, '0.0.0.0'],
    [{ SUBLEDGER_HOST: '10.0.0.7', HOSTNAME: '10.0.0.8' }, true, '10.0.0.7'],
    [{ HOSTNAME: '10.0.0.8' }, true, '10.0.0.8'],
    [{ HOSTNAME: '::' }, true, '::'],
    [{ HOSTNAME: 'localhost' }, false, 'localhost'],
    [{ HOSTNAME: 'web-7f9c' }, true, '127.0.0.1'],
    [{ HOSTNAME: 'web-7f9c' }, false, '0.0.0.0'],
  ])('%o, demo %s: %s', (source, demoMode, host) => {
    expect(listenHost(readEnvironment(source), demoMode)).toBe(host);
  });
});
