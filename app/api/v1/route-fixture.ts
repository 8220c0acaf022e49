import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { problem } from '@/lib/api/problem-reply';
import { mainStore } from '@/lib/auth/stores';
import type { Database } from '@/lib/store/database';
import { migrate } from '@/lib/store/migrate';
import { createToken } from '@/lib/store/tokens';
import type { Handler } from './call';

/** A server's environment around a fresh store, without a demo unless a test makes one. Test support. */
export async function openServer(environment: Readonly<Record<string, string>> = {}): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'subledger-api-'));
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  vi.stubEnv('DATABASE_URL', `file:${folder}/main.db`);
  vi.stubEnv('SUBLEDGER_DEMO', 'auto');
  for (const [name, text] of Object.entries(environment)) vi.stubEnv(name, text);
  const db = await mainStore();
  await migrate(db);
  return db;
}

let tokens = 0;

/** A new token's secret. */
export async function tokenOf(
  db: Database,
  role: string,
  scopes: readonly string[] = [],
  expiresAt: string | null = null,
): Promise<string> {
  tokens += 1;
  return (await createToken(db, { name: `token ${tokens}`, role, scopes, expiresAt })).token;
}

export type Asked = {
  readonly token?: string | null;
  readonly method?: string;
  readonly id?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Asks a route handler as a client would; `path` is what follows `/api/v1`. */
export async function ask(
  handler: Handler,
  path: string,
  { token = null, method = 'GET', id, body, headers }: Asked = {},
) {
  const request = new Request(`http://localhost:3000/api/v1${path}`, {
    method,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), host: 'localhost:3000', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(id === undefined ? {} : { id }) });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
}

/** The problem in a reply, which must be one. */
export function problemIn({ status, headers, json }: Awaited<ReturnType<typeof ask>>) {
  if (headers.get('content-type') !== 'application/problem+json') throw new Error(`no problem, but ${status}`);
  const found = problem.parse(json);
  if (found.status !== status) throw new Error(`the problem says ${found.status}, the reply ${status}`);
  return found;
}
