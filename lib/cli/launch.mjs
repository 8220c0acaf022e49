import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHECKOUT, requireNode } from './checkout.mjs';
import { exitOf } from './child.mjs';
import { install, isProgram } from './install.mjs';

/**
 * Node's arguments that run a TypeScript file of this checkout as the server sees it: `server-only` is allowed, and
 * `@/…` resolves whatever the working directory is (`launchEnvironment` does that part).
 * @param {string} script relative to the checkout
 * @param {readonly string[]} args
 * @returns {string[]}
 */
export function launchArguments(script, args) {
  const tsx = pathToFileURL(createRequire(join(CHECKOUT, 'package.json')).resolve('tsx')).href;
  return ['--conditions=react-server', '--import', tsx, resolve(CHECKOUT, script), ...args];
}

/**
 * The environment for such a run.
 * @returns {NodeJS.ProcessEnv}
 */
export function launchEnvironment() {
  return {
    ...process.env,
    TSX_TSCONFIG_PATH: join(CHECKOUT, 'tsconfig.json'),
    SUBLEDGER_ROOT: CHECKOUT,
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
    // The SDK announces on every start that its versions of 2027 will need a newer Node; the lock file has none.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

async function main() {
  requireNode();
  const [script, ...args] = process.argv.slice(2);
  if (!script) throw new Error('Say which script to run: node lib/cli/launch.mjs lib/cli/main.ts …');
  await install();
  const child = spawn(process.execPath, launchArguments(script, args), { env: launchEnvironment(), stdio: 'inherit' });
  process.exitCode = await exitOf(child);
}

if (isProgram(import.meta.url)) {
  main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
