import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CHECKOUT } from '@/lib/cli/checkout.mjs';
import { freePort } from '@/lib/cli/port.mjs';

/** Building comes first when the sources changed. */
const READY_WITHIN_MS = 300_000;

/** Starts the product as `npm start` does, on a free port and with a store and a demo of its own; returns the end of it. */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'subledger-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['lib/cli/start.mjs'], {
    cwd: CHECKOUT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      SUBLEDGER_HOST: '127.0.0.1',
      DATABASE_URL: `file:${join(folder, 'subledger.db')}`,
      SUBLEDGER_DEMO: 'on',
      SUBLEDGER_SYNC_CRON: '',
      NEXTAUTH_URL: url,
      NODE_ENV: 'production',
    },
  });
  const stop = () => stopServer(server, folder);
  try {
    await waitFor(server, `${url}/api/v1/health`);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.SUBLEDGER_E2E_URL = url;
  process.env.SUBLEDGER_E2E_DATA = folder;
  return stop;
}

/** Polls the health call: a refused connection is what to expect until the server listens. */
async function waitFor(server: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error('The server ended before it was ready; its reason is above.');
    const reply = await fetch(url).catch(() => null);
    if (reply?.ok) return;
    await delay(200);
  }
  throw new Error(`${url} did not answer within ${READY_WITHIN_MS / 1000} s.`);
}

async function stopServer(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
