import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, findBrowser } from '@/lib/cli/browser.mjs';
import { CHECKOUT } from '@/lib/cli/checkout.mjs';
import { startServer } from './server';

const FOLDER = join(CHECKOUT, 'public/screenshots');

/** The pictures of the README, taken of the demo company as it stands today. */
const PICTURES = [
  { name: 'overview-light', path: '/overview', theme: 'light', width: 1440, height: 900 },
  { name: 'accounts-light', path: '/accounts', theme: 'light', width: 1440, height: 900 },
  { name: 'accounts-dark', path: '/accounts?view=icicle', theme: 'dark', width: 1440, height: 640 },
  { name: 'overview-phone', path: '/overview', theme: 'light', width: 390, height: 844 },
] as const;

const server = await startServer({ SUBLEDGER_DEMO: 'on' });
try {
  mkdirSync(FOLDER, { recursive: true });
  const executablePath = findBrowser();
  if (!executablePath)
    throw new Error('No browser to take pictures with: install chromium, or set PLAYWRIGHT_CHROMIUM.');
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_FLAGS] });
  for (const { name, path, theme, width, height } of PICTURES) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
    const page = await context.newPage();
    await page.goto(server.url + path, { waitUntil: 'networkidle' });
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    await context.close();
  }
  await browser.close();
} finally {
  await server.stop();
}
