import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from '@/lib/cli/browser.mjs';

const browser = findBrowser();
if (!browser) throw new Error('No browser for the tests. `npm test` installs one; PLAYWRIGHT_CHROMIUM names another.');

/**
 * One server for all, since the specs share the demo's store; of them only the sync of `accounts.spec.ts` writes to it.
 * Two files at a time: while a page is read, another is drawn.
 */
export default defineConfig({
  testDir: '.',
  outputDir: './test-results',
  globalSetup: './global-setup.ts',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  reporter: 'list',
  use: {
    locale: 'en-US',
    timezoneId: 'Pacific/Chatham',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: browser, args: [...BROWSER_FLAGS] },
  },
});
