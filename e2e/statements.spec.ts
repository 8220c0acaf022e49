import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { parseDecimal } from '@/lib/finance/money';
import { centsIn, lastMonth, sumOf, written } from './demo-figures';
import { expect, test } from './fixtures';
import { expectToAddUp, figures, heads, line, sheet, sum } from './statement-sheet';

test('the printed figures add up across and down, to what AWS charged', async ({ page }) => {
  await page.goto('/statements');
  await expect(sheet(page)).toBeVisible();
  await expectToAddUp(page);
  const charged = sumOf('amortized', (bill) => bill.month === lastMonth);
  const [outside = []] = [await figures(page, 'outside')];
  const total = (await figures(page, 'total')).at(-1) ?? 0n;
  expect(total - (outside.at(-1) ?? 0n)).toBe(centsIn(written(charged))[0]);
  await expect(page.getByRole('region', { name: 'Reconciliation' })).toContainText('Difference 0.00');
});

test('columns that overlap are counted once in the total', async ({ page }) => {
  await page.goto('/statements');
  const before = (await figures(page, 'total')).at(-1);
  const project = await heads(page).nth(1).textContent();
  await page.goto('/statements?column=organization&column=class:cogs&column=class:rnd');
  await expect(heads(page).filter({ hasText: 'Counted twice' })).toBeVisible();
  await expectToAddUp(page);
  expect((await figures(page, 'total')).at(-1)).toBe(before);
  expect(project).not.toBe('');
});

test('rows fold to any depth, and the address keeps it', async ({ page }) => {
  await page.goto('/statements');
  await page.getByRole('button', { name: 'Services' }).click();
  const services = await sheet(page).locator('tr[aria-level="3"]').count();
  expect(services).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Rows', exact: true }).click();
  await expect(sheet(page).locator('tr[aria-level="2"]')).toHaveCount(0);
  await line(page, 'usage').getByRole('rowheader').focus();
  await page.keyboard.press('ArrowRight');
  await expect(line(page, 'usage')).toHaveAttribute('aria-expanded', 'true');
  // The address follows a change a moment later.
  await expect(page).toHaveURL(
    (url) => url.searchParams.get('level') === '0' && url.searchParams.get('flip') === 'usage',
  );
  await page.reload();
  await expect(line(page, 'usage')).toHaveAttribute('aria-expanded', 'true');
  await expect(line(page, 'revenue')).toHaveAttribute('aria-expanded', 'false');
});

test('columns move by the keyboard, and their figures with them', async ({ page }) => {
  await page.goto('/statements');
  const chips = page.getByRole('list', { name: 'Columns' }).getByRole('listitem');
  const first = ((await chips.first().textContent()) ?? '').trim();
  const [before, second] = await figures(page, 'total');
  await chips.first().getByRole('button').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(chips.nth(1)).toContainText(first);
  await expect(heads(page).nth(2)).toContainText(first);
  const after = await figures(page, 'total');
  expect(after.slice(0, 2)).toEqual([second, before]);
  await chips
    .nth(1)
    .getByRole('button', { name: `Remove ${first}` })
    .click();
  await expect(heads(page).filter({ hasText: first })).toHaveCount(0);
  await expectToAddUp(page);
});

test('a figure opens parts that add up to it, down to the requests to AWS', async ({ page }) => {
  await page.goto('/statements');
  const [wanted] = await figures(page, 'direct');
  await line(page, 'direct').getByRole('gridcell').first().focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog');
  const parts = panel.getByRole('table', { name: 'Parts' });
  await expect(parts).toBeVisible();
  const exact = (text: string): bigint => {
    const figure = text.replace(/[,()]/g, '');
    return text.startsWith('(') ? -parseDecimal(figure) : parseDecimal(figure);
  };
  const amounts = await parts.locator('tbody td:last-child').allInnerTexts();
  const foot = ((await parts.locator('tfoot td').last().textContent()) ?? '').trim();
  expect(sum(amounts.map((text) => exact(text.trim())))).toBe(exact(foot));
  const cents = (exact(foot) + 5_000_000n) / 10_000_000n;
  expect([cents - 1n, cents, cents + 1n]).toContain(wanted);
  await parts.getByRole('button', { name: 'Discounts' }).click();
  await expect(panel.getByRole('heading', { name: /^Discounts/ })).toBeVisible();
  await panel.getByRole('button', { name: /behind it/ }).click();
  await expect(panel).toContainText(/Request \d+: recordType /);
});

test('the workbook has the figures of the sheet, and formulas that give them', async ({ page }) => {
  await page.goto('/statements');
  const total = (await figures(page, 'total')).at(-1) ?? 0n;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'XLSX' }).click(),
  ]);
  const parts = unzipSync(readFileSync(await download.path()));
  const xml = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
  const values = [...xml.matchAll(/<f>[^<]+<\/f><v>(-?[\d.]+)<\/v>/g)].map(([, text = '0']) => parseDecimal(text));
  expect(values.length).toBeGreaterThan(20);
  expect(values.map((units) => (units + 5_000_000n) / 10_000_000n)).toContain(total);
});

test('a sheet is kept under a name', async ({ page }) => {
  await page.goto('/statements?compare=lastYear&show=change');
  const name = `Change ${Date.now()}`;
  await page.getByRole('button', { name: 'Saved views' }).click();
  const views = page.getByRole('dialog', { name: 'Saved views' });
  await views.getByRole('textbox', { name: 'Name this view' }).fill(name);
  await views.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(views.getByRole('link', { name })).toBeVisible();
  await page.goto('/statements');
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('link', { name }).click();
  await expect(page).toHaveURL(/compare=lastYear/);
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('button', { name: `Remove ${name}` }).click();
  await expect(page.getByRole('link', { name })).toHaveCount(0);
});
