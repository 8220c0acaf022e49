import type { Page } from '@playwright/test';
import { parseDecimal, toCents } from '@/lib/finance/money';
import { formatCents } from '@/lib/format/money';
import { accountNamed, lastMonth } from './demo-figures';
import { expect, test } from './fixtures';

// Findings are accepted here.
test.use({ ownBooks: true });

const SAME_ORIGIN = { headers: { 'sec-fetch-site': 'same-origin' } };

type Row = { readonly keys: Readonly<Record<string, string>>; readonly amount: string };

/** Every cost of the last full month by two dimensions: what findings are held against. */
async function costsBy(page: Page, one: string, other: string, more = ''): Promise<readonly Row[]> {
  const reply = await page.request.get(`/api/v1/costs?groupBy=${one}&groupBy=${other}${more}`, SAME_ORIGIN);
  expect(reply.status()).toBe(200);
  const { rows } = await reply.json();
  return rows;
}

const sumOf = (rows: readonly Row[]): bigint => rows.reduce((sum, { amount }) => sum + parseDecimal(amount), 0n);
const printed = (units: bigint): string => formatCents(toCents(units));

/** The page is drawn anew after an act, past months included. */
const DRAWN = { timeout: 20_000 };

const list = (page: Page, title: string) => page.getByRole('list', { name: title });
const evidenceRow = (page: Page, finding: RegExp, name: RegExp) =>
  page.getByRole('table', { name: finding }).getByRole('row', { name });

test('the evidence of findings is what the costs say', async ({ page }) => {
  await page.goto('/review');
  const byProject = await costsBy(page, 'account', 'project', '&chargeClass=usage');
  const byService = await costsBy(page, 'account', 'service');
  const byClass = await costsBy(page, 'account', 'chargeClass');

  const payer = accountNamed('northwind-payer');
  await list(page, 'Workloads in the management account')
    .getByRole('button', { name: /^northwind-payer/ })
    .click();
  const compute = byService.filter(
    ({ keys }) => keys.account === payer.id && keys.service === 'Amazon Elastic Compute Cloud - Compute',
  );
  await expect(evidenceRow(page, /^Evidence: northwind-payer/, /Elastic Compute/)).toContainText(
    printed(sumOf(compute)),
  );

  const shared = accountNamed('shared-databases');
  await list(page, 'Projects mixed in one account')
    .getByRole('button', { name: /^shared-databases/ })
    .click();
  for (const [name, project] of [
    [/^Checkout/, 'checkout'],
    [/^Search/, 'search'],
    [/^Untagged/, '(untagged)'],
  ] as const) {
    const rows = byProject.filter(({ keys }) => keys.account === shared.id && keys.project === project);
    expect(rows).toHaveLength(1);
    await expect(evidenceRow(page, /^Evidence: shared-databases is used/, name)).toContainText(printed(sumOf(rows)));
  }

  const suspended = accountNamed('legacy-batch');
  const charging = list(page, 'Suspended or closed accounts that still charge').getByRole('button');
  const all = byClass.filter(({ keys }) => keys.account === suspended.id);
  await expect(charging).toContainText(printed(sumOf(all)));
  await charging.click();
  const usage = all.filter(({ keys }) => keys.chargeClass === 'usage');
  await expect(evidenceRow(page, /^Evidence: legacy-batch/, /^Usage/)).toContainText(printed(sumOf(usage)));

  await list(page, 'Several senders in one account’s e-mail service').getByRole('button').click();
  const mail = accountNamed('email-sending');
  const sending = `&account=${mail.id}&service=${encodeURIComponent('Amazon Simple Email Service')}`;
  const search = (await costsBy(page, 'account', 'project', sending)).filter(({ keys }) => keys.project === 'search');
  await expect(evidenceRow(page, /^Evidence: 3 projects send/, /^Search/)).toContainText(printed(sumOf(search)));
});

test('a figure leads to the screen that shows it', async ({ page }) => {
  await page.goto('/review');
  await list(page, 'Workloads in the management account').getByRole('button').click();
  await page.getByRole('link', { name: /Elastic Compute/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'northwind-payer' })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('from')).toBe(lastMonth);
});

test('an accepted finding is listed apart with its reason, counts no more, and comes back when taken back', async ({
  page,
}) => {
  test.setTimeout(60_000);
  await page.goto('/review');
  const scoreOf = async () => (await (await page.request.get('/api/v1/review', SAME_ORIGIN)).json()).score;
  const before = await scoreOf();
  const root = list(page, 'Accounts directly under the root');
  await root.getByRole('button', { name: /^break-glass/ }).click();
  await page.getByRole('button', { name: /^Accept for a time/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Accept a finding' });
  await expect(dialog.getByRole('button', { name: 'Accept', exact: true })).toBeDisabled();
  await dialog.getByLabel('Why it is right as it is').fill('for emergencies, watched by security');
  await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
  const accepted = page.getByRole('table', { name: 'Accepted findings' });
  await expect(accepted.getByRole('row', { name: /break-glass stands/ })).toContainText('for emergencies', DRAWN);
  await expect(root).toHaveCount(0);
  expect(await scoreOf()).toBeGreaterThan(before);
  await accepted.getByRole('button', { name: /^Take back: break-glass/ }).click();
  await expect(root.getByRole('button', { name: /^break-glass/ })).toBeVisible(DRAWN);
  expect(await scoreOf()).toBe(before);
});
