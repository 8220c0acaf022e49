import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.mjs';
import { run } from './child.mjs';
import { installPackage } from './debian.mjs';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';
const DOWNLOAD_WITHIN_MS = 120_000;

/** What Chromium needs as root and where there is no network beyond this machine. */
export const BROWSER_FLAGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-dev-shm-usage',
];

/**
 * The browser of the tests: `PLAYWRIGHT_CHROMIUM`, an installed Chromium, or Playwright's own download.
 * @returns {string | null} its path; null when there is none that starts
 * @throws Error when `PLAYWRIGHT_CHROMIUM` names no browser
 */
export function findBrowser() {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named && !starts(named)) throw new Error(`PLAYWRIGHT_CHROMIUM names no browser that starts: ${named}`);
  return [named, DEBIAN_CHROMIUM, playwrightBrowser()].find((path) => path && starts(path)) ?? null;
}

/**
 * The same, after installing one if there is none: Playwright's own, else Debian's.
 * @returns {Promise<string>}
 * @throws Error when none can be had
 */
export async function requireBrowser() {
  const found = findBrowser();
  if (found) return found;
  process.stderr.write('Downloading a browser …\n');
  await run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], {
    quiet: true,
    timeoutMs: DOWNLOAD_WITHIN_MS,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
  });
  const installed = findBrowser() ?? ((await installPackage('chromium')) ? findBrowser() : null);
  if (installed) return installed;
  throw new Error('No browser for the tests. Install Chromium, or set PLAYWRIGHT_CHROMIUM to the path of one.');
}

/** @returns {string} where Playwright's own download is, or would be */
function playwrightBrowser() {
  return createRequire(join(CHECKOUT, 'package.json'))('playwright').chromium.executablePath();
}

/**
 * A download may lack the machine's libraries: only a browser that says its version counts.
 * @param {string} path
 */
function starts(path) {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}
