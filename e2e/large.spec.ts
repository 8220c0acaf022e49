import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { amountsOf } from '@/lib/finance/basis';
import { addMonths, dayOf, monthOf } from '@/lib/finance/month';
import { createConnection } from '@/lib/store/connections';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { createLoad, publishMonth, writeCells } from '@/lib/store/loads';
import { migrate } from '@/lib/store/migrate';
import { saveOrganization } from '@/lib/store/organization';
import { createToken } from '@/lib/store/tokens';
import { expect, test } from './fixtures';
import { type Server, startServer } from './server';

const ACCOUNTS = 10_000;
const UNITS = 20;
const month = addMonths(monthOf(dayOf(new Date())), -1);
const idOf = (at: number) => String(100_000_000_000 + at);
/** Cents that grow with the place: every account is told apart by its figure. */
const unitsOf = (at: number) => BigInt(at + 1) * 10_000_000n;

/** A store of ten thousand accounts, five hundred to a unit, and the token of an administrator. */
async function largeStore(url: string): Promise<string> {
  const db = await openDatabase(url);
  await migrate(db);
  const now = new Date().toISOString();
  const { id } = await createConnection(db, { name: 'large', kind: 'aws', currency: 'USD' });
  const accounts = Array.from({ length: ACCOUNTS }, (_, at) => ({
    ...{ id: idOf(at), name: `account-${at}`, email: `owner${at}@example.com`, arn: null, state: 'ACTIVE' },
    ...{ joinedMethod: 'CREATED', joinedAt: null, parentId: `ou-big1-${String(at % UNITS).padStart(8, '0')}` },
  }));
  const units = Array.from({ length: UNITS }, (_, at) => ({
    id: `ou-big1-${String(at).padStart(8, '0')}`,
    parentId: 'r-big1',
    name: `Unit ${at}`,
  }));
  await saveOrganization(
    db,
    id,
    {
      id: 'o-big1',
      managementAccountId: idOf(0),
      featureSet: 'ALL',
      root: { id: 'r-big1', name: 'Root' },
      units,
      accounts,
    },
    now,
  );
  const loadId = await createLoad(db, {
    connectionId: id,
    cube: 'recordType',
    month,
    runId: null,
    stepId: null,
    createdAt: now,
  });
  const cells = accounts.map((account, at) => ({
    key1: account.id,
    key2: 'Usage',
    day: 0,
    amounts: amountsOf(() => unitsOf(at)),
  }));
  await writeCells(db, loadId, cells);
  const total = cells.reduce((sum, _, at) => sum + unitsOf(at), 0n);
  const book = {
    estimated: false,
    amounts: amountsOf(() => total),
    residual: amountsOf(() => 0n),
    residualState: 'none' as const,
    holds: true,
    reason: '',
  };
  await publishMonth(db, {
    connectionId: id,
    month,
    loads: new Map([['recordType', loadId]]),
    book,
    checks: [],
    publishedAt: now,
    runId: null,
  });
  const { token } = await createToken(db, { name: 'e2e', role: 'admin', scopes: [], expiresAt: null });
  await closeDatabase(db);
  return token;
}

let server: Server;
let folder = '';
let token = '';
test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'subledger-large-'));
  const url = `file:${join(folder, 'large.db')}`;
  token = await largeStore(url);
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
  await context.addCookies([{ name: 'subledger_token', value: token, url: server.url }]);
  const address = `${server.url}/accounts?month=${month}&basis=unblended&q=account-42`;
  await page.goto(address, { waitUntil: 'networkidle' });
  const rowsOf = async (given: typeof page) => given.getByRole('row').allTextContents();
  const other = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await other.addCookies([{ name: 'subledger_token', value: token, url: server.url }]);
  const theirs = await other.newPage();
  await theirs.goto(address, { waitUntil: 'networkidle' });
  // Sparklines and coverage come after the figures, on either side.
  await expect.poll(async () => JSON.stringify(await rowsOf(theirs)) === JSON.stringify(await rowsOf(page))).toBe(true);
  expect((await rowsOf(page)).length).toBeGreaterThan(10);
  await other.close();
});
