import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { lint, tool, types } from './check-steps.mjs';
import { requireNode } from './checkout.mjs';
import { install } from './install.mjs';
import { requirePostgresql } from './postgresql.mjs';
import { quickFolder } from './quick-folder.mjs';
import { countCheck, countPlaywright, countVitest } from './test-report.mjs';

/** @typedef {import('./test-report.mjs').Counts} Counts */

const reports = mkdtempSync(join(tmpdir(), 'subledger-test-'));
const quick = quickFolder();

/** Everything, in the order in which a failure costs the least time. A step that fails does not stop the others. */
const STEPS = /** @type {const} */ ([
  ['install', async () => countCheck(await exitOfWork(install))],
  ['types', async () => countCheck(await types())],
  ['lint', async () => countCheck(await lint())],
  ['postgresql', async () => countCheck(await exitOfWork(requirePostgresql))],
  ['unit and store', runVitest],
  ['build', async () => countCheck(await exitOfWork(build))],
  ['browser', runPlaywright],
]);

/** @returns {Promise<Counts>} */
async function runVitest() {
  const file = join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await tool('vitest/vitest.mjs', args, quick.environment);
  return countVitest(readReport(file), code);
}

/** @returns {Promise<Counts>} */
async function runPlaywright() {
  const file = join(reports, 'playwright.json');
  const browser = await requireBrowser();
  const env = { ...quick.environment, PLAYWRIGHT_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const args = ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'];
  const code = await tool('@playwright/test/cli.js', args, env);
  return countPlaywright(readReport(file), code);
}

/**
 * @param {string} file
 * @returns {unknown} undefined when there is none, or half of one: the run's exit code then speaks for it
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number>} 0, or 1 when it threw; the reason is printed
 */
async function exitOfWork(work) {
  try {
    await work();
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}

/**
 * Runs a step and says how long it took.
 * @param {string} name
 * @param {() => Promise<Counts>} step
 * @returns {Promise<Counts>}
 */
async function timed(name, step) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  /** @type {Counts} */
  let counts = countCheck(1);
  await exitOfWork(async () => {
    counts = await step();
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const left = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`── ${name}: ${counts.passed} passed, ${counts.failed} failed${left} in ${seconds} s`);
  return counts;
}

async function main() {
  requireNode();
  const started = performance.now();
  let [passed, failed] = [0, 0];
  for (const [name, step] of STEPS) {
    const counts = await timed(name, step);
    passed += counts.passed;
    failed += counts.failed;
    if (name === 'install' && counts.failed > 0) break;
  }
  rmSync(reports, { recursive: true, force: true });
  quick.remove();
  console.log(`\nAll in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
