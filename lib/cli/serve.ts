import type { ChildProcess } from 'node:child_process';
import { machineAdministrator } from '@/lib/auth/machine-administrator';
import { type Environment, listenHost, readEnvironment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { listConnections } from '@/lib/store/connections';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { migrate } from '@/lib/store/migrate';
import { build } from './build.mjs';
import { type Demo, openDemo } from './demo';
import { firstLink } from './first-link';
import { failureText } from './output';
import { addressOf, type ServeMode, startPageServer, stopPageServer, waitUntilHealthy } from './page-server';
import { portFault } from './port.mjs';
import { keepSecret } from './secret';

/** What has to be ended, in order, when the starter is told to stop. */
type Running = { demo: Demo | null; pages: ChildProcess | null; stopping: boolean };

const LOOPBACK = /^(localhost|127\.|::1$|\[::1\]$)/;
const say = (text: string): void => console.log(text);

/**
 * Serves the product until a signal ends it: checks the environment, the port and the store before any long work,
 * then builds and prepares the demo side by side, and says the address once the health call answers.
 */
async function serve(mode: ServeMode, running: Running): Promise<void> {
  const environment = readEnvironment(process.env, 'server');
  const isDemo = await prepareStore(environment);
  const secret = secretOf(environment);
  const host = listenHost(environment, isDemo);
  const fault = await portFault(environment.port, host);
  if (fault) throw new AppError('configuration', fault);

  const demo = isDemo ? await openDemo(environment) : null;
  running.demo = demo;
  const [built, prepared] = await Promise.allSettled([mode === 'start' ? build() : false, demo?.fillOnce()]);
  if (running.stopping) return;
  if (built.status === 'rejected') throw new AppError('internal', built.reason.message);
  if (prepared.status === 'rejected') throw prepared.reason;

  const pages = startPageServer(environment, { mode, secret, demoEndpoint: demo?.endpoint ?? null });
  running.pages = pages;
  await waitUntilHealthy(pages, host, environment.port);
  const address = addressOf(host, environment.port);
  say(welcome(address, demo));
  if (demo && !LOOPBACK.test(host)) say(`The demo is open to whoever reaches ${host}: SUBLEDGER_HOST says so.`);
  if (!demo) await sayFirstLink(environment, address);
  if (prepared.value === false) await demo?.refresh();
  await endOf(pages, running);
}

/** Given, or made once beside the SQLite file; `readEnvironment` has refused a server that has neither. */
function secretOf({ authSecret, databasePath }: Environment): string {
  if (authSecret !== null) return authSecret;
  if (databasePath !== null) return keepSecret(databasePath);
  throw new AppError('configuration', 'AUTH_SECRET is required with PostgreSQL');
}

/** Brings the store up to date, and says whether the demo is to be shown. */
async function prepareStore(environment: Environment): Promise<boolean> {
  const db = await openDatabase(environment.databaseUrl);
  try {
    const { applied, copiedTo } = await migrate(db);
    if (copiedTo !== null)
      say(`The store was brought up to date (${applied.join(', ')}); a copy of it as it was: ${copiedTo}`);
    if (environment.demo !== 'auto') return environment.demo === 'on';
    return (await listConnections(machineAdministrator(db))).every(({ kind }) => kind === 'demo');
  } finally {
    await closeDatabase(db);
  }
}

function welcome(address: string, demo: Demo | null): string {
  const shown = demo
    ? `${demo.name}, an invented company. Your own: npm run -s subledger -- connect --name NAME`
    : 'Stop with Ctrl-C.';
  return `\nSubledger is ready on ${address}\n${shown}`;
}

/** While nobody can sign in, a start says how the first administrator does: by a link that works once. */
async function sayFirstLink(environment: Environment, address: string): Promise<void> {
  const db = await openDatabase(environment.databaseUrl);
  try {
    const secret = await firstLink(db, new Date());
    if (secret === null) return;
    say(`\nNobody can sign in yet. Make the first administrator, once, within a day:`);
    say(`${environment.publicUrl ?? address}/setup/${secret}`);
  } finally {
    await closeDatabase(db);
  }
}

/** Waits for the page server: its end is the starter's, and a failure unless it was asked for. */
async function endOf(pages: ChildProcess, running: Running): Promise<void> {
  if (pages.exitCode === null && pages.signalCode === null) {
    await new Promise((resolve) => pages.once('exit', resolve));
  }
  if (!running.stopping) throw new AppError('internal', 'The page server ended unexpectedly; its reason is above.');
}

async function stop(running: Running): Promise<void> {
  if (running.stopping) return;
  running.stopping = true;
  if (running.pages) await stopPageServer(running.pages);
  await running.demo?.close();
  process.exit(process.exitCode ?? 0);
}

async function main(): Promise<void> {
  const running: Running = { demo: null, pages: null, stopping: false };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
    process.on(signal, () => void stop(running));
  }
  try {
    await serve(process.argv.includes('--dev') ? 'dev' : 'start', running);
  } catch (error) {
    if (running.stopping) return;
    process.stderr.write(`${failureText(error)}\n`);
    process.exitCode = 1;
    await stop(running);
  }
}

await main();
