import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { type Environment, listenHost } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { CHECKOUT } from './checkout.mjs';

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 20_000;

/** How the pages are served: the production build, or from the sources as they change. */
export type ServeMode = 'start' | 'dev';

/** What the page server is told besides the checked environment. */
export type PageServerOptions = {
  readonly mode: ServeMode;
  readonly secret: string;
  /** Where the demo's sandbox answers; null when there is no demo. */
  readonly demoEndpoint: string | null;
};

/** Starts the page server as a child that ends with this process. */
export function startPageServer(environment: Environment, options: PageServerOptions): ChildProcess {
  const host = listenHost(environment, options.demoEndpoint !== null);
  const next = ['node_modules/next/dist/bin/next', options.mode, '-H', host, '-p', String(environment.port)];
  return spawn(
    process.execPath,
    ['--import', './lib/cli/follow-parent.mjs', '--import', './lib/cli/gate.mjs', ...next],
    {
      cwd: CHECKOUT,
      env: pageEnvironment(environment, options),
      // Next's own banner is left out: the starter says the address once the server is ready.
      stdio: ['ignore', options.mode === 'dev' ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    },
  );
}

/** The child's environment: what was checked, with every default filled in. */
export function pageEnvironment(environment: Environment, options: PageServerOptions): NodeJS.ProcessEnv {
  const { HOSTNAME: _machine, SUBLEDGER_DEMO_ENDPOINT: _given, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: options.mode === 'dev' ? 'development' : 'production',
    ...(options.mode === 'dev' ? {} : { NEXT_MANUAL_SIG_HANDLE: 'true' }),
    PORT: String(environment.port),
    DATABASE_URL: environment.databaseUrl,
    AUTH_SECRET: options.secret,
    NEXTAUTH_SECRET: options.secret,
    NEXTAUTH_URL: environment.publicUrl ?? `http://localhost:${environment.port}`,
    ...(options.demoEndpoint === null ? {} : { SUBLEDGER_DEMO_ENDPOINT: options.demoEndpoint }),
  };
}

/** Where a person on this machine finds the pages. */
export function addressOf(host: string, port: number): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1', 'localhost'].includes(host)) return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where this process reaches what listens on `host`: every address includes the machine's own. */
const reachable = (host: string): string => ({ '0.0.0.0': '127.0.0.1', '::': '::1' })[host] ?? host;

/**
 * Waits until the health call answers 200.
 * @throws AppError `internal` when the server ends before, or does not answer within two minutes
 */
export async function waitUntilHealthy(server: ChildProcess, host: string, port: number): Promise<void> {
  const target = reachable(host);
  const url = `http://${target.includes(':') ? `[${target}]` : target}:${port}/api/v1/health`;
  const deadline = Date.now() + READY_WITHIN_MS;
  let last = 'no answer';
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new AppError('internal', 'The page server ended before it was ready; its reason is above.');
    }
    last = await healthOf(url);
    if (last === '200') return;
    await delay(100);
  }
  throw new AppError('internal', `The server is not healthy after ${READY_WITHIN_MS / 1000} s: ${url} says ${last}.`);
}

/** The status of the health call, or why there was no reply: until the server listens, a refusal is what to expect. */
async function healthOf(url: string): Promise<string> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await reply.arrayBuffer();
    return String(reply.status);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Ends the page server: asks it to, which lets its syncs hand over (`gate.mjs`), and insists after twenty seconds. */
export async function stopPageServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGTERM');
  const insist = setTimeout(() => server.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(insist);
}
