import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import { idOf, largeStore, month, narrowToken } from './large-store';
import { type Server, startServer } from './server';

let server: Server;
let folder = '';
let token = '';
let narrow = '';
test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'subledger-large-'));
  const url = `file:${join(folder, 'large.db')}`;
  token = await largeStore(url);
  narrow = await narrowToken(url, idOf(7));
  server = await startServer({ DATABASE_URL: url, SUBLEDGER_DEMO: 'off' });
});
test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('one of ten thousand accounts is found by a part of its e-mail in a second, and opened', async ({
  page,
  context,
}) => {
  test.setTimeout(90_000);
  await context.addCookies([{ name: 'subledger_token', value: token, url: server.url }]);
  await page.goto(`${server.url}/accounts`, { waitUntil: 'networkidle' });
  await expect(page.getByRole('row', { name: /^Root/ })).toContainText('500,050.00');
  const search = page.getByRole('searchbox', { name: 'Search accounts' });
  const startedAt = Date.now();
  await search.fill('owner7654@');
  const row = page.getByRole('row', { name: /account-7654/ });
  await expect(row).toBeVisible();
  expect(Date.now() - startedAt).toBeLessThan(1_000);
  await expect(row).toContainText('76.55');
  await expect(page.getByRole('row', { name: /^Unit 14/ })).toBeVisible();
  await row.getByRole('link', { name: 'account-7654' }).click();
  await expect(page).toHaveURL(new RegExp(`/accounts/${idOf(7654)}`));
  await expect(page.getByRole('heading', { level: 1, name: 'account-7654' })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('region', { name: 'In short' })).toContainText('76.55');
});

test('the page of a month, basis and search is the same for whoever opens its address', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(90_000);
  await context.addCookies([{ name: 'subledger_token', value: token, url: server.url }]);
  const address = `${server.url}/accounts?month=${month}&basis=unblended&q=account-42`;
  await page.goto(address, { waitUntil: 'networkidle' });
  const rowsOf = async (given: typeof page) => given.getByRole('row').allTextContents();
  const other = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await other.addCookies([{ name: 'subledger_token', value: token, url: server.url }]);
  const theirs = await other.newPage();
  await theirs.goto(address, { waitUntil: 'networkidle' });
  // Sparklines and coverage come after the figures, on either side.
  await expect
    .poll(async () => JSON.stringify(await rowsOf(theirs)) === JSON.stringify(await rowsOf(page)), { timeout: 20_000 })
    .toBe(true);
  expect((await rowsOf(page)).length).toBeGreaterThan(10);
  await other.close();
});

test('⌘K finds one of ten thousand accounts, and marks what it found', async ({ page, context }) => {
  await context.addCookies([{ name: 'subledger_token', value: token, url: server.url }]);
  await page.goto(`${server.url}/settings/sync`, { waitUntil: 'networkidle' });
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Jump to account, screen' });
  await expect(field).toBeFocused();
  const startedAt = Date.now();
  await field.fill('9876@ example');
  const found = page.getByRole('option', { name: /^account-9876\b/ });
  await expect(found).toBeVisible();
  expect(Date.now() - startedAt).toBeLessThan(1_000);
  await expect(found.locator('mark')).toHaveText(['9876@example']);
});

test.describe('what a reader may not see', () => {
  test.use({ expectsErrors: true });
  test('is answered as what does not exist', async ({ page, context }) => {
    await context.addCookies([{ name: 'subledger_token', value: narrow, url: server.url }]);
    const answerTo = async (path: string) => {
      const reply = await page.goto(`${server.url}${path}`);
      return [reply?.status(), (await page.getByRole('main').textContent())?.includes('No such account or unit')];
    };
    expect(await answerTo(`/accounts/${idOf(7)}`)).toEqual([200, false]);
    for (const path of [`/accounts/${idOf(8)}`, '/accounts/999999999999', '/accounts/ou/ou-big1-00000007']) {
      expect([path, ...(await answerTo(path))]).toEqual([path, 404, true]);
    }
  });

  test('is told in words where a page is of the whole organization', async ({ page, context }) => {
    await context.addCookies([{ name: 'subledger_token', value: narrow, url: server.url }]);
    for (const path of ['/settings/sync', '/settings/tags']) {
      await page.goto(`${server.url}${path}`);
      await expect(page.getByRole('main')).toContainText('For those who see every account');
    }
  });
});
