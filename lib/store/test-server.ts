import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

// The PostgreSQL of the tests: one server for all test files of a run, started by the first that needs it.

const START_MS = 60_000;
const BINARIES = '/usr/lib/postgresql';

/** The folder of the newest local server's binaries; null when there is none. */
export function localBinaries(): string | null {
  if (!existsSync(BINARIES)) return null;
  const versions = readdirSync(BINARIES).filter((version) => existsSync(join(BINARIES, version, 'bin', 'initdb')));
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? null : join(BINARIES, newest, 'bin');
}

/** The URL of the run's server, `TEST_DATABASE_URL` before a local one. Waits while another test file starts it. */
export async function testServer(): Promise<string> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return given;
  const folder = process.env.SUBLEDGER_TEST_SERVER;
  const binaries = localBinaries();
  if (!folder || !binaries)
    throw new Error('no PostgreSQL for the tests: set TEST_DATABASE_URL, or install postgresql');
  const address = join(folder, 'address');
  if (claim(folder)) {
    try {
      writeFileSync(address, await start(binaries, folder));
    } catch (error) {
      writeFileSync(join(folder, 'failure'), String(error));
    }
  }
  const end = Date.now() + START_MS;
  while (!existsSync(address) || readFileSync(address, 'utf8') === '') {
    if (existsSync(join(folder, 'failure'))) throw new Error(readFileSync(join(folder, 'failure'), 'utf8'));
    if (Date.now() > end) throw new Error(`PostgreSQL did not start: see ${join(folder, 'log')}`);
    await sleep(50);
  }
  return readFileSync(address, 'utf8');
}

/** True for the first test file of the run: making a folder is atomic. */
function claim(folder: string): boolean {
  try {
    mkdirSync(join(folder, 'data'));
    return true;
  } catch {
    return false;
  }
}

async function start(binaries: string, folder: string): Promise<string> {
  const data = join(folder, 'data');
  const user = serverUser();
  if (user) for (const path of [folder, data]) chownSync(path, user.uid, user.gid);
  const options = { cwd: folder, ...user };
  const initialise = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  // A language's order of letters, unlike SQLite's order of bytes: what relies on either shows.
  const languages = [['--locale-provider=icu', '--icu-locale=en', '--locale=C.UTF-8'], []];
  const isDone = languages.some((language) => {
    try {
      execFileSync(join(binaries, 'initdb'), [...initialise, ...language], { ...options, stdio: 'pipe' });
      return true;
    } catch (error) {
      if (language.length === 0) throw error;
      return false;
    }
  });
  if (!isDone) throw new Error('initdb failed');
  const port = await freePort();
  const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];
  const server = [join(binaries, 'postgres'), '-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder];
  const log = openSync(join(folder, 'log'), 'a');
  // Ends with the run, also when the run is killed.
  const watch = `"$@" & trap 'kill -INT $!; wait' TERM; while kill -0 ${runId()} 2>/dev/null || [ -d /proc/${runId()} ]; do sleep 1; done; kill -INT $!; wait`;
  const command = ['-c', watch, 'sh', ...server, ...quick.flatMap((each) => ['-c', each])];
  spawn('sh', command, { ...options, detached: true, stdio: ['ignore', log, log] }).unref();
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(url);
  return url;
}

const runId = (): string => process.env.SUBLEDGER_TEST_RUN ?? String(process.pid);

/** PostgreSQL refuses to run as root: then it runs as its own user. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const [, , uid, gid] = (/^postgres:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0] ?? '').split(':');
  if (!uid || !gid) throw new Error('PostgreSQL refuses to run as root, and there is no user postgres');
  return { uid: Number(uid), gid: Number(gid) };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

async function untilReady(url: string): Promise<void> {
  const end = Date.now() + START_MS;
  for (;;) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(100);
    }
  }
}
