import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.mjs';
import { run } from './child.mjs';

/** In a file, escape codes for colours hide what failed. */
const PLAIN = { NO_COLOR: '1', FORCE_COLOR: undefined };

/**
 * Runs a program of node_modules.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code
 */
export const tool = (program, args, env = {}) =>
  run(process.execPath, [join('node_modules', program), ...args], {
    env: { NEXT_TELEMETRY_DISABLED: '1', ...(process.stdout.isTTY ? {} : PLAIN), ...env },
  });

/** Format and lint. */
export const lint = () =>
  tool('@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off'])]);

/** The compiler, over everything: what Next generates of the routes is generated first, since a fresh clone has none. */
export async function types() {
  if (existsSync(join(CHECKOUT, 'app')) && (await tool('next/dist/bin/next', ['typegen'])) !== 0) return 1;
  return tool('typescript/bin/tsc', ['--noEmit']);
}
