import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CHECKOUT } from '@/lib/cli/checkout.mjs';
import { freePort } from '@/lib/cli/port.mjs';

/** Building comes first when the sources changed. */
const READY_WITHIN_MS = 300_000;

/** The product as `npm start` runs it, on a free port, with stores of its own in a folder that goes with it. */
export type Server = { readonly url: string; readonly folder: string; readonly stop: () => Promise<void> };

/** `prepare` puts into the folder of its stores what is to be there when it starts. */
export async function startServer(
  environment: Readonly<Record<string, string>>,
  prepare: (folder: string) => Promise<void> = async () => {},
): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'subledger-e2e-'));
  await prepare(folder);
  const port = environment.PORT === undefined ? await freePort() : Number(environment.PORT);
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['lib/cli/start.mjs'], {
    cwd: CHECKOUT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      SUBLEDGER_HOST: '127.0.0.1',
      DATABASE_URL: `file:${join(folder, 'subledger.db')}`,
      SUBLEDGER_SYNC_CRON: '',
      NEXTAUTH_URL: url,
      NODE_ENV: 'production',
      ...environment,
    },
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitFor(child, `${url}/api/v1/health`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, folder, stop };
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
