import { accountNamed, centsIn, lastMonth, sumOf, written } from './demo-figures';
import { expect, test } from './fixtures';

test('the strip and the root add up to the bill, and the residual is named', async ({ page }) => {
  await page.goto('/accounts');
  const grouped = sumOf('amortized', (line) => line.month === lastMonth && !line.ungroupedOnly);
  const ungrouped = sumOf('amortized', (line) => line.month === lastMonth && line.ungroupedOnly === true);
  const strip = page.getByRole('region', { name: /reconciliation/i });
  const [direct = 0n, shared = 0n, unallocated = 0n] = centsIn((await strip.textContent()) ?? '');
  expect(direct + shared + unallocated).toBe(centsIn(written(grouped))[0]);
  await expect(strip).toContainText(written(ungrouped));
  await expect(strip).toContainText(written(grouped + ungrouped));
  await expect(strip).toContainText('Difference 0.00');
  await expect(page.getByRole('row', { name: /^Root/ })).toContainText(written(grouped));
});

test('an account shows its own cost, in every basis', async ({ page }) => {
  const { id, name } = accountNamed('data-lake');
  for (const basis of ['amortized', 'unblended', 'netAmortized'] as const) {
    await page.goto(`/accounts?basis=${basis}&q=${id}`);
    const own = sumOf(basis, (line) => line.month === lastMonth && line.account === id && !line.ungroupedOnly);
    await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText(written(own));
  }
});

test('a search by e-mail keeps the ancestors', async ({ page }) => {
  const { email, name } = accountNamed('checkout-prod');
  await page.goto('/accounts');
  await page.getByRole('searchbox', { name: 'Search accounts' }).fill(email ?? '');
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Root/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /break-glass/ })).toHaveCount(0);
});

test('a branch closes and opens from the keyboard', async ({ page }) => {
  await page.goto('/accounts');
  const branch = page.getByRole('row', { name: /^Infrastructure/ });
  await branch.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(branch).toHaveAttribute('aria-expanded', 'false');
  await expect(page.getByRole('row', { name: /network-hub/ })).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(branch).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('row', { name: /^Network/ })).toBeVisible();
});

test('a sync shows its price before, and its progress to the end', async ({ page }) => {
  await page.goto('/settings/sync');
  await expect(page.getByText(/would make \d+ requests? to Cost Explorer, for \$0\.\d\d/)).toBeVisible();
  const runs = page.getByRole('table', { name: 'Sync history' }).getByRole('row');
  const before = await runs.count();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(runs).toHaveCount(before + 1, { timeout: 60_000 });
  await expect(runs.nth(1)).toContainText('succeeded', { timeout: 60_000 });
});
