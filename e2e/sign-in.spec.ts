import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { hashPassword } from '@/lib/auth/password';
import { closeDatabase, type Database, openDatabase } from '@/lib/store/database';
import { addPerson, changePerson, findPersonByEmail, removePerson } from '@/lib/store/people';
import { makeSetupLink } from '@/lib/store/setup-links';
import { accountNamed } from './demo-figures';
import { copyDemoStore, expect, test } from './fixtures';
import { type Server, startServer } from './server';

// Real books, with people who sign in: a server of its own, whose figures are the demo company's.

const PASSWORD = 'correct horse battery';
const COOKIE = 'next-auth.session-token';
const OWN = accountNamed('pci-vault');
const PEOPLE = ['ana admin', 'ben finance', 'eva executive', 'kim finance', 'tom executive', 'una finance'];
let server: Server;
let db: Database;

test.describe.configure({ mode: 'serial' });
test.use({ expectsErrors: true });
test.beforeAll(async () => {
  test.setTimeout(400_000);
  const passwordHash = await hashPassword(PASSWORD);
  server = await startServer({ SUBLEDGER_DEMO: 'off' }, async (folder) => {
    const file = join(folder, 'subledger.db');
    await copyDemoStore(process.env.SUBLEDGER_E2E_DATA ?? '', file);
    db = await openDatabase(`file:${file}`);
    for (const [name = '', role = ''] of PEOPLE.map((text) => text.split(' '))) {
      await addPerson(db, { email: `${name}@example.com`, name, role, scopes: [], passwordHash });
    }
    const scopes = [`account:${OWN.id}`];
    await addPerson(db, { email: 'rita@example.com', name: 'Rita', role: 'viewer', scopes, passwordHash });
  });
});
test.afterAll(async () => {
  await server?.stop();
  if (db) await closeDatabase(db);
});

async function fill(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(`${name}@example.com`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signIn(page: Page, name: string, callbackUrl = '/settings/account'): Promise<void> {
  await page.goto(`${server.url}/sign-in?${new URLSearchParams({ callbackUrl })}`);
  await fill(page, name);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

const sessionOf = async (context: BrowserContext) => (await context.cookies()).find(({ name }) => name === COOKIE);
const idOf = async (name: string) => (await findPersonByEmail(db, `${name}@example.com`))?.person.id ?? '';

test('a password leads to the page that was asked for, and signing out ends the session', async ({ page, context }) => {
  await page.goto(`${server.url}/accounts?basis=unblended`);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await fill(page, 'ben');
  await expect(page).toHaveURL(`${server.url}/accounts?basis=unblended`);
  await expect(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible();
  const cookie = await sessionOf(context);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  // The cookie of a session that was ended lets nobody in, wherever it was kept.
  if (cookie) await context.addCookies([cookie]);
  expect((await page.request.get(`${server.url}/api/v1/tree`)).status()).toBe(401);
});

test('a wrong password and an unknown e-mail are told the same, and tries that fail wait', async ({ page }) => {
  const alert = page.getByRole('alert').filter({ hasText: /\w/ });
  await page.goto(`${server.url}/sign-in`);
  await fill(page, 'nobody', 'wrong password');
  await expect(alert).toHaveText('E-mail and password do not belong together.');
  for (let tries = 0; tries < 5; tries += 1) {
    await fill(page, 'una', `wrong password ${tries}`);
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
    await expect(alert).toHaveText('E-mail and password do not belong together.');
  }
  await fill(page, 'una');
  await expect(alert).toHaveText(/^Too many tries\. Wait \d+ seconds?, then try again\.$/);
});

test('a sign-in begins a new session: one that was planted before is not the person', async ({ page, context }) => {
  await signIn(page, 'eva');
  const planted = await sessionOf(context);
  await context.clearCookies();
  if (planted) await context.addCookies([planted]);
  await signIn(page, 'ben');
  await expect(page.getByText('as ben@example.com: Finance')).toBeVisible();
  expect((await sessionOf(context))?.value).not.toBe(planted?.value);
  await context.clearCookies();
  if (planted) await context.addCookies([planted]);
  await page.goto(`${server.url}/settings/account`);
  await expect(page.getByText('as eva@example.com: Executive')).toBeVisible();
});

for (const target of [
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '/%5cevil.example',
  '/%2f%2fevil.example',
]) {
  test(`a sign-in never leads to ${target}`, async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).hostname));
    await signIn(page, 'eva', target);
    await expect(page).toHaveURL(`${server.url}/overview`);
    const { csrfToken } = await (await page.request.get(`${server.url}/api/auth/csrf`)).json();
    const form = { csrfToken, email: 'eva@example.com', password: PASSWORD, callbackUrl: target };
    const reply = await page.request.post(`${server.url}/api/auth/callback/credentials`, { form, maxRedirects: 0 });
    expect(reply.headers().location).toBe('/');
    expect([...new Set(asked)]).toEqual(['127.0.0.1']);
  });
}

async function another(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, name);
  return page;
}

test('signing out everywhere ends the other browsers too, and nobody else', async ({ page, browser }) => {
  const [second, other] = [await another(browser, 'kim'), await another(browser, 'eva')];
  await signIn(page, 'kim');
  await expect(page.getByRole('table', { name: 'Where you are signed in' }).getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await second.goto(`${server.url}/accounts`);
  await expect(second.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await other.goto(`${server.url}/accounts`);
  await expect(other.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible();
  await Promise.all([second.context().close(), other.context().close()]);
});

test('a changed role and a removal count at the next request', async ({ page }) => {
  await signIn(page, 'tom');
  await changePerson(
    db,
    await idOf('tom'),
    { role: 'viewer', scopes: [`account:${OWN.id}`], roleFrom: 'here' },
    'nobody',
  );
  expect((await page.request.get(`${server.url}/api/v1/reconciliation`)).status()).toBe(403);
  await removePerson(db, await idOf('tom'), 'administrator');
  expect((await page.request.get(`${server.url}/api/v1/tree`)).status()).toBe(401);
  await page.goto(`${server.url}/overview`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await fill(page, 'tom');
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible();
});

test('a reader of one account finds that one, and no other', async ({ page }) => {
  await signIn(page, 'rita', '/accounts');
  const others = ['checkout-prod', 'data-lake'].map((name) => accountNamed(name));
  for (const path of ['/overview', '/accounts', `/statements?column=account%3A${OWN.id}`]) {
    await page.goto(server.url + path, { waitUntil: 'networkidle' });
    await expect(page.getByRole('main')).toContainText(
      path === '/overview' ? 'You see some of the accounts' : OWN.name,
    );
    const sent = await page.content();
    for (const { id, name } of others) {
      expect(sent).not.toContain(id);
      expect(sent).not.toContain(name);
    }
  }
  await page.goto(`${server.url}/settings/people`);
  await expect(page.getByText('People and tokens are kept here.')).toBeVisible();
});

test('a page of another site neither signs in nor writes', async ({ page }) => {
  await signIn(page, 'ana');
  const { csrfToken } = await (await page.request.get(`${server.url}/api/auth/csrf`)).json();
  const headers = { 'x-csrf-token': csrfToken, origin: 'https://evil.example' };
  const put = (given: Record<string, string>) =>
    page.request.put(`${server.url}/api/v1/revenue`, { data: { rows: [] }, headers: given });
  expect((await put(headers)).status()).toBe(401);
  expect((await put({ origin: server.url })).status()).toBe(403);
  expect((await put({ ...headers, origin: server.url })).status()).not.toBe(403);
  const form = { csrfToken, email: 'eva@example.com', password: PASSWORD };
  const reply = await page.request.post(`${server.url}/api/auth/callback/credentials`, { form, headers });
  expect(reply.status()).toBe(403);
});

test('an administrator adds someone, changes and removes them, and makes and revokes a token', async ({
  page,
  browser,
}) => {
  await signIn(page, 'ana', '/settings/people');
  const row = (name: string) => page.getByRole('row', { name });
  await expect(row('ana@example.com').getByRole('button', { name: /Change|Remove/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Add a person…' }).click();
  // A short message on what was done is a dialog too.
  const dialog = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Cancel' }) });
  await dialog.getByLabel('E-mail').fill('Lee@Example.com');
  await dialog.getByLabel('Name').fill('Lee');
  await dialog.getByLabel('First password').fill(PASSWORD);
  await dialog.getByLabel('Scopes').fill(`account:${OWN.id}`);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row('lee@example.com')).toContainText(`account:${OWN.id}`);
  const lee = await another(browser, 'lee');
  await expect(lee.getByText(`Viewer, who sees account:${OWN.id}`)).toBeVisible();
  await page.getByRole('button', { name: 'Remove lee@example.com' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row('lee@example.com')).toHaveCount(0);
  expect((await lee.request.get(`${server.url}/api/v1/tree`)).status()).toBe(401);
  await lee.context().close();

  await page.getByRole('button', { name: 'Make a token…' }).click();
  await dialog.getByLabel('Name').fill('nightly');
  await dialog.getByRole('button', { name: 'Make', exact: true }).click();
  const made = page.getByRole('status').filter({ hasText: 'nightly' });
  const token = /sbl_[\w-]{43}/.exec((await made.textContent()) ?? '')?.[0] ?? '';
  const headers = { authorization: `Bearer ${token}` };
  expect((await page.request.get(`${server.url}/api/v1/tree`, { headers })).status()).toBe(200);
  await page.getByRole('button', { name: 'Revoke nightly' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row('nightly')).toHaveCount(0);
  expect((await page.request.get(`${server.url}/api/v1/tree`, { headers })).status()).toBe(401);
});

test('the link of the first administrator works once', async ({ page }) => {
  test.setTimeout(120_000);
  const empty = await startServer({ SUBLEDGER_DEMO: 'off' });
  const store = await openDatabase(`file:${join(empty.folder, 'subledger.db')}`);
  try {
    // The server makes one of its own once it listens, and with it ends those before it.
    await expect.poll(() => store.prisma.setupLink.count(), { timeout: 60_000 }).toBe(1);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const link = `${empty.url}/setup/${await makeSetupLink(store, new Date().toISOString(), soon)}`;
    await page.goto(`${empty.url}/setup/forged`);
    await expect(page.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
    await page.goto(link);
    await page.getByLabel('Name').fill('First');
    await page.getByLabel('E-mail').fill('first@example.com');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Make the administrator' }).click();
    await page.waitForURL(`${empty.url}/sign-in`);
    await fill(page, 'first');
    await page.waitForURL(`${empty.url}/overview`);
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
  } finally {
    await closeDatabase(store);
    await empty.stop();
  }
});
