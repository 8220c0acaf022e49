import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROLES, type Role } from '@/lib/auth/roles';
import { ACTION_RULES, ROUTE_RULES, type Rule } from './access-rules-fixture';
import type { Handler } from './api/v1/call';
import { ask, openServer, tokenOf } from './api/v1/route-fixture';

// What is replaced here is loaded anew here, and by whichever test comes next in this worker.
vi.hoisted(() => vi.resetModules());
afterAll(() => vi.resetModules());

const seen = vi.hoisted(() => ({ token: '', refusals: [] as string[] }));

// What an action refuses, it tells in words of its own: the codes of the errors that are made meanwhile say it exactly.
vi.mock('@/lib/errors', async (original) => {
  const real = await original<typeof import('@/lib/errors')>();
  class AppError extends real.AppError {
    constructor(...[code, ...rest]: ConstructorParameters<typeof real.AppError>) {
      super(code, ...rest);
      if (code === 'unauthenticated' || code === 'forbidden') seen.refusals.push(code);
    }
  }
  return { ...real, AppError };
});
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'ledger.example.com' }),
  cookies: async () => ({
    get: (name: string) => (name === 'subledger_token' && seen.token !== '' ? { value: seen.token } : undefined),
    set: () => undefined,
    delete: () => undefined,
  }),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }));
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`to ${path}`);
  },
}));

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

type Subject = { readonly role: Role; readonly scoped: boolean; readonly name: string; token: string };
const SUBJECTS: Subject[] = ROLES.flatMap((role) =>
  [false, true].map((scoped) => ({ role, scoped, name: `${role}${scoped ? ' of one account' : ''}`, token: '' })),
);

/** A viewer without scopes sees nothing, and so is never of the whole organization. */
const mayBy = (rule: Rule, { role, scoped }: Subject): boolean =>
  rule === 'nobody' || (rule.roles.includes(role) && (rule.scopesToo || (!scoped && role !== 'viewer')));

type Module = Readonly<Record<string, unknown>>;

/** The modules of a glob by their folder under `app`. */
const byFolder = (found: Readonly<Record<string, Module>>) =>
  Object.entries(found).map(([path, module]) => ({ folder: path.replace(/^\.\/|\/[^/]+$/g, ''), module }));

const routes = byFolder(import.meta.glob<Module>('./**/route.ts', { eager: true }));
const actions = byFolder(import.meta.glob<Module>('./**/actions.ts', { eager: true }));
const functionsOf = (module: Module) =>
  Object.entries(module).filter(
    (entry): entry is [string, (...args: unknown[]) => unknown] => typeof entry[1] === 'function',
  );

beforeAll(async () => {
  const db = await openServer({ SUBLEDGER_DEMO: 'off' });
  for (const subject of SUBJECTS)
    subject.token = await tokenOf(db, subject.role, subject.scoped ? ['account:111122223333'] : []);
});
afterEach(() => {
  seen.token = '';
  seen.refusals = [];
});

describe('every route and action', () => {
  it('has a rule, and every rule is of one that is there', () => {
    expect(routes.map(({ folder }) => folder).sort()).toEqual(Object.keys(ROUTE_RULES).sort());
    const found = Object.fromEntries(
      actions.map(({ folder, module }) => [
        folder,
        functionsOf(module)
          .map(([name]) => name)
          .sort(),
      ]),
    );
    const ruled = Object.fromEntries(
      Object.entries(ACTION_RULES).map(([folder, rules]) => [folder, Object.keys(rules).sort()]),
    );
    expect(found).toEqual(ruled);
  });

  it('is in one of the files that are looked at', async () => {
    const { readdirSync, readFileSync } = await import('node:fs');
    const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
    const inline = files.filter((path) => /^\s*['"]use server['"]/m.test(readFileSync(`app/${path}`, 'utf8')));
    expect(inline.filter((path) => !path.endsWith('/actions.ts'))).toEqual([]);
    expect(files.filter((path) => /(^|\/)route\.(tsx|js)$/.test(path))).toEqual([]);
  });
});

describe.each(routes)('$folder', ({ folder, module }) => {
  const handlers = METHODS.flatMap((method) => {
    const handler = module[method];
    return typeof handler === 'function' ? [{ method, handler: handler as Handler }] : [];
  });

  it('has methods that the rules know', () => {
    expect(handlers.map(({ method }) => method)).toEqual(
      expect.arrayContaining(Object.keys(ROUTE_RULES[folder] ?? {})),
    );
  });

  it.each(handlers)('$method is for whom its rule says', async ({ method, handler }) => {
    const rule = ROUTE_RULES[folder]?.[method];
    const asked = { method, id: 'x', ...(method === 'GET' || method === 'HEAD' ? {} : { body: '{}' }) };
    const outcome = async (token: string | null) => {
      seen.token = token ?? '';
      const { status } = await ask(handler, `/${folder}`, { ...asked, token });
      return status === 401 || status === 403 || status === 405 ? status : 'let in';
    };
    expect([folder, 'signed out', await outcome(null)]).toEqual([
      folder,
      'signed out',
      rule === 'nobody' ? 'let in' : 401,
    ]);
    for (const subject of SUBJECTS) {
      const expected = rule === undefined ? notThere(folder) : mayBy(rule, subject) ? 'let in' : 403;
      expect([subject.name, await outcome(subject.token)]).toEqual([subject.name, expected]);
    }
    expect(await outcome('sbl_forged')).toBe(rule === 'nobody' ? 'let in' : 401);
  });
});

/** What names nothing is a 404, with any method; other paths refuse a method. */
const notThere = (folder: string) => (folder === 'api/v1/[[...path]]' ? 'let in' : 405);

describe.each(actions)('the actions of $folder', ({ folder, module }) => {
  it.each(functionsOf(module))('%s is for whom its rule says', async (name, action) => {
    const rule = ACTION_RULES[folder]?.[name] ?? 'nobody';
    /** Without arguments nothing is done; who asks is looked at first. */
    const outcome = async (token: string) => {
      seen.token = token;
      seen.refusals = [];
      await Promise.resolve(Reflect.apply(action, undefined, [])).catch(() => undefined);
      return seen.refusals[0] ?? 'let in';
    };
    expect(['signed out', await outcome('')]).toEqual(['signed out', rule === 'nobody' ? 'let in' : 'unauthenticated']);
    for (const subject of SUBJECTS) {
      expect([subject.name, await outcome(subject.token)]).toEqual([
        subject.name,
        mayBy(rule, subject) ? 'let in' : 'forbidden',
      ]);
    }
  });
});
