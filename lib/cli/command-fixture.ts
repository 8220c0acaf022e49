import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { BillLine } from '@/lib/finance/bill';
import { addMonths, dayOf, firstDay, type Month, monthOf } from '@/lib/finance/month';
import { billWorld } from '@/lib/sandbox/bill-world';
import { lineOf } from '@/lib/sandbox/line-fixture';
import { type Sandbox, startSandbox } from '@/lib/sandbox/server';
import { CHECKOUT } from './checkout.mjs';
import { runCommandLine } from './command-line';
import { launchArguments, launchEnvironment } from './launch.mjs';

/** How a command ended, and what it wrote. */
export type CommandEnd = { readonly code: number; readonly out: string; readonly err: string };

/** A folder of its own for a store, and commands that work on it. */
export type Workplace = {
  readonly folder: string;
  readonly databaseUrl: string;
  /** Runs the command line as a process; `environment` is added to the workplace's. */
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<CommandEnd>;
  /** The same in this process, for what a process of its own would tell no more of; it takes two seconds to start. */
  here(args: readonly string[]): Promise<CommandEnd>;
  /** The same as `run`, before its end: to send it a signal. */
  spawn(args: readonly string[]): ReturnType<typeof spawn>;
  remove(): void;
};

/** Nothing of the machine's own AWS configuration reaches a test. */
const NO_AWS = {
  AWS_ACCESS_KEY_ID: 'AKIASANDBOX',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
};

export function openWorkplace(sandbox: Pick<Sandbox, 'url'> | null): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'subledger-cli-'));
  const databaseUrl = `file:${join(folder, 'books.db')}`;
  const { AWS_PROFILE: _profile, VITEST: _vitest, ...inherited } = launchEnvironment();
  const own = {
    ...NO_AWS,
    DATABASE_URL: databaseUrl,
    SUBLEDGER_DEMO: 'off',
    ...(sandbox ? { AWS_ENDPOINT_URL: sandbox.url } : {}),
  };
  const base = { ...inherited, NODE_ENV: 'development' as const, ...own };
  const start = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    spawn(process.execPath, launchArguments('lib/cli/main.ts', args), {
      cwd: CHECKOUT,
      env: { ...base, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    folder,
    databaseUrl,
    spawn: start,
    here: (args) => withEnvironment(own, () => runHere(args)),
    run: (args, environment) => endOf(start(args, environment)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Variables for as long as a command of this process takes. */
async function withEnvironment<T>(own: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  delete process.env.AWS_PROFILE;
  Object.assign(process.env, own);
  try {
    return await work();
  } finally {
    for (const name of ['AWS_PROFILE', ...Object.keys(own)]) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

export function endOf(child: ReturnType<typeof spawn>): Promise<CommandEnd> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
}

/** Runs a command in this process, with the environment as it is. */
export async function runHere(args: readonly string[]): Promise<CommandEnd> {
  const written = { out: '', err: '' };
  const outSpy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.out += String(text);
    return true;
  });
  const errSpy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.err += String(text);
    return true;
  });
  try {
    return { code: await runCommandLine(args), ...written };
  } finally {
    outSpy.mockRestore();
    errSpy.mockRestore();
  }
}

export const PAYER = '111122223333';
export const MEMBER = '000011112222';
export const ROLE_ARN = `arn:aws:iam::${PAYER}:role/subledger`;
export const EXTERNAL_ID = 'books-of-acme';

/** Charges of three accounts in each of the last months, the open one included, dated on the first. */
export function recentLines(months: number, now = new Date()): BillLine[] {
  const open = monthOf(dayOf(now));
  return Array.from({ length: months }, (_, index) => addMonths(open, -index)).flatMap(monthLines);
}

const monthLines = (month: Month): BillLine[] => {
  const day = firstDay(month);
  return [
    lineOf(day, '10.5', { account: PAYER, tags: { team: 'core' } }),
    lineOf(day, '20.25', { account: MEMBER, service: 'Amazon Elastic Compute Cloud - Compute' }),
    lineOf(day, '0.000000001', { account: MEMBER, tags: { team: 'Edge $1' } }),
    lineOf(day, '3', { account: PAYER, recordType: 'Support', service: 'AWS Support (Business)' }),
    lineOf(day, '-1.25', { account: '444455556666', recordType: 'Credit' }),
  ];
};

/** A payer of three accounts as of today, whose role asks for an external id. */
export function openPayer(months = 3): Promise<Sandbox> {
  const world = billWorld(
    { currency: 'USD', lines: recentLines(months) },
    { now: () => new Date(), managementAccountId: PAYER },
  );
  world.roles = { [ROLE_ARN]: { externalId: EXTERNAL_ID } };
  return startSandbox({ world });
}
