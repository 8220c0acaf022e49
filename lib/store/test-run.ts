import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Before all tests: names the folder in which the first test file that needs a PostgreSQL starts one. */
export function setup(): void {
  process.env.SUBLEDGER_TEST_SERVER = mkdtempSync(join(tmpdir(), 'subledger-postgres-'));
  process.env.SUBLEDGER_TEST_RUN = String(process.pid);
}

/** After all tests: ends that server and removes its folder. */
export async function teardown(): Promise<void> {
  const folder = process.env.SUBLEDGER_TEST_SERVER;
  if (!folder) return;
  const lock = join(folder, 'data', 'postmaster.pid');
  if (existsSync(lock)) {
    process.kill(Number(readFileSync(lock, 'utf8').split('\n')[0]), 'SIGINT');
    for (let waited = 0; existsSync(lock) && waited < 10_000; waited += 50) await sleep(50);
  }
  rmSync(folder, { recursive: true, force: true });
}
