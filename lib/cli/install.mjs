import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '../../prisma/generate.mjs';
import { CHECKOUT, requireNode } from './checkout.mjs';
import { run } from './child.mjs';
import { withTurn } from './turn.mjs';

/** What the two lock files say of one package. @typedef {{ version?: string, integrity?: string, optional?: boolean }} Locked */

/**
 * True when what is in node_modules is what the lock file asks for. npm writes `.package-lock.json` last, so an install
 * that was cut short does not pass. Optional packages may be absent: they are another platform's.
 * @param {Record<string, Locked>} wanted `packages` of package-lock.json
 * @param {Record<string, Locked>} present `packages` of node_modules/.package-lock.json
 */
export function isInstalled(wanted, present) {
  return Object.entries(wanted).every(([path, locked]) => {
    if (path === '') return true;
    const found = present[path];
    if (!found) return locked.optional === true;
    return found.version === locked.version && found.integrity === locked.integrity;
  });
}

/**
 * Installs the dependencies when they are missing or other than the lock file's, and generates the store's clients.
 * No install script runs, and everything that it says goes to standard error.
 * @throws Error when a step fails
 */
export async function install() {
  // An image was made whole, and can write nothing.
  if (process.env.SUBLEDGER_IMAGE) return;
  if (!installed()) await withTurn('install', installDependencies);
  await generate();
}

const installed = () => isInstalled(packagesOf('package-lock.json'), packagesOf('node_modules/.package-lock.json'));

async function installDependencies() {
  if (installed()) return;
  process.stderr.write('Installing the dependencies …\n');
  // A shell that says NODE_ENV=production would leave out what the build needs.
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const code = await run('npm', args, { quiet: true });
  if (code !== 0) throw new Error(`\`npm ${args.join(' ')}\` failed (exit ${code}); its reason is above.`);
}

/**
 * @param {string} file relative to the checkout
 * @returns {Record<string, Locked>} empty when there is no such file, or when it was cut short
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(CHECKOUT, file), 'utf8')).packages ?? {};
  } catch (error) {
    if (file === 'package-lock.json') throw error;
    return {};
  }
}

/**
 * True when `moduleUrl` is the file that Node was asked to run.
 * @param {string} moduleUrl
 */
export function isProgram(moduleUrl) {
  const program = process.argv[1];
  return program !== undefined && realpathSync(program) === fileURLToPath(moduleUrl);
}

if (isProgram(import.meta.url)) {
  requireNode();
  install().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
