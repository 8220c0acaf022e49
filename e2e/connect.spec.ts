import { DEMO_EXTERNAL_ID, DEMO_ROLE, demoWorld } from '@/lib/sandbox/demo-world';
import { type Sandbox, startSandbox } from '@/lib/sandbox/server';
import { lastMonth, sumOf, written } from './demo-figures';
import { expect, test } from './fixtures';
import { type Server, startServer } from './server';

/** Credentials that the sandbox takes; none of a real account. */
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_REGION: 'us-east-1' };

let sandbox: Sandbox;
let server: Server;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  sandbox = await startSandbox({ world: demoWorld(() => new Date()) });
  server = await startServer({ ...CREDENTIALS, AWS_ENDPOINT_URL: sandbox.url, SUBLEDGER_DEMO: 'auto' });
});
test.afterAll(async () => {
  await server.stop();
  await sandbox.close();
});

test('from the demo to the books of a payer: wrong role, checks, price, first sync, figures', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(`${server.url}/overview`);
  await page.getByRole('link', { name: /connect your own organization/i }).click();
  await expect(page.getByText('organizations:ListAccounts')).toBeVisible();
  await page.getByRole('button', { name: 'Fill in who we are' }).click();
  await expect(page.getByText(/"AWS": "arn:aws:iam::100200300400:role\/SubledgerReader"/)).toBeVisible();

  await page.getByLabel('Name of the organization').fill('Northwind, really');
  await page.getByLabel(/ARN of the role/).fill('arn:aws:iam::100200300400:role/Wrong');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('Something is missing. Nothing was stored.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('list', { name: 'Checks' })).toContainText('arn:aws:iam::100200300400:role/Wrong');

  await page.getByLabel(/ARN of the role/).fill(DEMO_ROLE);
  await page.getByLabel('External id').fill(DEMO_EXTERNAL_ID);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('Everything that a sync needs is there.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText(/first sync makes about \d+ requests, for \$0\.\d\d/)).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: /start the first sync/i }).click();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('table', { name: 'Sync history' }).getByRole('row').nth(1)).toContainText('succeeded', {
    timeout: 90_000,
  });
  await page.goto(`${server.url}/accounts`);
  const grouped = sumOf('amortized', (line) => line.month === lastMonth && !line.ungroupedOnly);
  await expect(page.getByRole('row', { name: /^Root/ })).toContainText(written(grouped));
});
