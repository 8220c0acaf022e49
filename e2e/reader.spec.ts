import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { TOKEN_COOKIE } from '@/lib/auth/token-cookie';
import { demoCompany } from '@/lib/demo/company';
import { demoRules } from '@/lib/demo/rules';
import { dayOf } from '@/lib/finance/month';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { createToken } from '@/lib/store/tokens';
import { accountNamed, lastMonth, sumOf, written } from './demo-figures';
import { expect, test } from './fixtures';

// A reader of one account and of one project, on the screens that tell who pays what.

const OWN = accountNamed('pci-vault');
const PROJECT = 'recommendations';

/** Names and ids of everything that is not the reader's: all other accounts, projects, pools and OUs. */
function foreignNames(): string[] {
  const organization = demoCompany(dayOf(new Date())).organizationOn(dayOf(new Date()));
  const { projects, pools } = demoRules();
  const ownOwner = projects.find(({ id }) => id === PROJECT)?.owner;
  const accounts = organization.accounts.filter(({ id }) => id !== OWN.id);
  return [
    ...accounts.flatMap(({ id, name, email }) => [id, name, ...(email ? [email] : [])]),
    ...organization.units.map(({ id }) => id),
    ...projects.flatMap(({ owner }) => (owner && owner !== ownOwner ? [owner] : [])),
    ...['data-lake', 'partner-portal', 'fraud-models', 'storefront', 'Data lake', 'Partner portal', 'Storefront'],
    ...pools.map(({ id }) => id).filter((id) => id === 'sandboxes'),
  ];
}

/** Everything that the server sends of a page: its document, and what it fetches while it stands. */
async function openAndCollect(page: Page, path: string): Promise<string> {
  const parts: Promise<string>[] = [];
  page.on('response', (response) => {
    const kind = response.headers()['content-type'] ?? '';
    if (/html|x-component|json/.test(kind)) parts.push(response.text().catch(() => ''));
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  return (await Promise.all(parts)).join('\n');
}

test.beforeEach(async ({ context, books, baseURL }) => {
  const db = await openDatabase(`file:${join(books.folder, 'subledger.db')}`);
  try {
    const scopes = [`account:${OWN.id}`, `project:${PROJECT}`];
    const name = `reader ${Math.random()}`;
    const { token } = await createToken(db, { name, role: 'viewer', scopes, expiresAt: null });
    await context.addCookies([{ name: TOKEN_COOKIE, value: token, url: baseURL ?? '' }]);
  } finally {
    await closeDatabase(db);
  }
});

for (const path of ['/projects', '/shared', '/settings/rules', '/overview', '/accounts', `/projects/${PROJECT}`]) {
  test(`${path} sends a reader no name that is another's`, async ({ page }) => {
    const sent = await openAndCollect(page, path);
    expect(sent.length).toBeGreaterThan(1_000);
    expect(foreignNames().filter((name) => sent.includes(name))).toEqual([]);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
}

test('projects are those that the reader may see, without a figure of the whole', async ({ page }) => {
  await page.goto('/projects');
  const table = page.getByRole('table', { name: 'Projects' });
  await expect(table.getByRole('link', { name: 'Recommendations' })).toBeVisible();
  const control = written(sumOf('amortized', ({ month }) => month === lastMonth));
  await expect(page.getByRole('main')).not.toContainText(control);
  await expect(page.getByRole('main')).not.toContainText('AWS total');
});

test('shared cost is told of the own projects, and no rule of it', async ({ page }) => {
  await page.goto('/shared');
  await expect(page.getByText('The part that you may see')).toBeVisible();
  const table = page.getByRole('table', { name: 'What your projects pay' });
  await expect(table.getByRole('row', { name: /^Recommendations/ })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Pools' })).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Saved rules' })).toHaveCount(0);
  await expect(page.getByRole('main')).not.toContainText('AWS total');
});

test('the rules are for those who see every account', async ({ page }) => {
  await page.goto('/settings/rules');
  await expect(page.getByText('For those who see every account')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Assignment rules' })).toHaveCount(0);
  for (const file of ['/settings/rules/file?format=yaml', '/settings/rules/file?format=json']) {
    expect((await page.request.get(file, { headers: { 'sec-fetch-site': 'same-origin' } })).status()).toBe(403);
  }
});
