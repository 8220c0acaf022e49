import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { freePort } from '@/lib/cli/port.mjs';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { addPerson, listPeople } from '@/lib/store/people';
import { expect, test } from './fixtures';
import { startOidcProvider } from './oidc-server.mjs';
import { type Server, startServer } from './server';

// Single sign-on against a real provider: the pages of both, in a browser.

const CLIENT = { clientId: 'subledger', clientSecret: 'a secret that both know' };
let server: Server;
let provider: Awaited<ReturnType<typeof startOidcProvider>>;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(400_000);
  const [port, own] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${own}`;
  provider = await startOidcProvider({ port, ...CLIENT, redirectUri: `${url}/api/auth/callback/oidc` });
  server = await startServer({
    PORT: String(own),
    NEXTAUTH_URL: url,
    SUBLEDGER_DEMO: 'off',
    AUTH_OIDC_ISSUER: provider.issuer,
    AUTH_OIDC_CLIENT_ID: CLIENT.clientId,
    AUTH_OIDC_CLIENT_SECRET: CLIENT.clientSecret,
    AUTH_OIDC_ROLES: '{"Team Checkout":["subledger:viewer","project:checkout"]}',
  });
});
test.beforeEach(async ({ context }) => {
  provider.behave('none');
  // The provider's login page would fetch a font.
  await context.route('https://fonts.googleapis.com/**', (route) =>
    route.fulfill({ contentType: 'text/css', body: '' }),
  );
});
test.afterAll(async () => {
  await server?.stop();
  await provider?.stop();
});

/** From our sign-in over the provider's own login page, until the provider has sent the browser back. */
async function come(page: Page, login: string, claims: Record<string, unknown>): Promise<string> {
  provider.people.set(login, { email: `${login}@example.com`, email_verified: true, name: login, ...claims });
  await page.goto(`${server.url}/sign-in?callbackUrl=/settings/account`);
  const back = page.waitForRequest((request) => request.url().startsWith(`${server.url}/api/auth/callback/oidc`));
  await page.getByRole('button', { name: 'Sign in with single sign-on' }).click();
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  return (await back).url();
}

async function emails(): Promise<string[]> {
  const db = await openDatabase(`file:${join(server.folder, 'subledger.db')}`);
  try {
    return (await listPeople(db)).map(({ email, role, scopes }) => [email, role, ...scopes].join(' '));
  } finally {
    await closeDatabase(db);
  }
}

test('groups give the role, and the sign-in leads to where one wanted to go', async ({ page }) => {
  await come(page, 'eva', { groups: ['staff', 'subledger:executive'] });
  await expect(page).toHaveURL(`${server.url}/settings/account`);
  await expect(page.getByText('as eva@example.com: Executive, who sees everything')).toBeVisible();
  expect(await emails()).toEqual(['eva@example.com executive']);
});

test('groups of the provider mean what the setting says, and a changed group counts at the next sign-in', async ({
  page,
  context,
}) => {
  await come(page, 'ben', { groups: ['Team Checkout'] });
  await expect(page.getByText('as ben@example.com: Viewer, who sees project:checkout')).toBeVisible();
  await context.clearCookies();
  await come(page, 'ben', { groups: ['subledger:finance'] });
  await expect(page.getByText('as ben@example.com: Finance, who sees everything')).toBeVisible();
});

test('someone without a role of ours is told so, and is not let in', async ({ page }) => {
  await come(page, 'kim', { groups: ['staff', 'admin'] });
  await expect(page.getByRole('alert').filter({ hasText: 'gives you no role in these books' })).toBeVisible();
  expect((await page.request.get(`${server.url}/api/v1/tree`)).status()).toBe(401);
  expect((await emails()).join()).not.toContain('kim');
});

test('an e-mail that the provider does not vouch for is nobody here', async ({ page }) => {
  const db = await openDatabase(`file:${join(server.folder, 'subledger.db')}`);
  await addPerson(db, { email: 'owner@example.com', name: 'Owner', role: 'admin', scopes: [], passwordHash: null });
  await closeDatabase(db);
  await come(page, 'thief', { email: 'owner@example.com', email_verified: false, groups: ['subledger:admin'] });
  await expect(page.getByRole('alert').filter({ hasText: 'does not vouch for your e-mail' })).toBeVisible();
});

for (const misdeed of ['wrong-audience', 'expired-code'] as const) {
  test(`${misdeed} is refused`, async ({ page }) => {
    provider.behave(misdeed);
    await come(page, 'eva', { groups: ['subledger:executive'] });
    await expect(page.getByRole('alert').filter({ hasText: 'did not check out' })).toBeVisible();
    expect((await page.request.get(`${server.url}/api/v1/tree`)).status()).toBe(401);
  });
}

test('an answer lets in once, and only the browser that asked', async ({ page, context, browser }) => {
  const answer = await come(page, 'eva', { groups: ['subledger:executive'] });
  await expect(page).toHaveURL(`${server.url}/settings/account`);
  await context.clearCookies({ name: 'next-auth.session-token' });
  await page.goto(answer);
  await expect(page.getByRole('alert').filter({ hasText: 'did not check out' })).toBeVisible();

  // Another browser that is in the middle of a sign-in of its own has another state.
  const other = await browser.newPage();
  await other.goto(`${server.url}/sign-in`);
  await other.getByRole('button', { name: 'Sign in with single sign-on' }).click();
  await other.getByPlaceholder('Enter any login').waitFor();
  await other.goto(answer);
  await expect(other.getByRole('alert').filter({ hasText: 'did not check out' })).toBeVisible();
  expect((await other.request.get(`${server.url}/api/v1/tree`)).status()).toBe(401);
  await other.context().close();
});
