import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { parseDecimal } from '@/lib/finance/money';
import { centsIn, lastMonth, sumOf, written } from './demo-figures';
import { expect, test } from './fixtures';

const sheet = (page: Page): Locator => page.getByRole('treegrid', { name: 'Statement' });
const line = (page: Page, key: string): Locator => sheet(page).locator(`[data-row="${key}"]`);
const heads = (page: Page): Locator => sheet(page).getByRole('columnheader');

/** The printed figures of a row in whole cents; a dash is nothing. */
async function figures(page: Page, key: string): Promise<bigint[]> {
  const cells = await line(page, key).getByRole('gridcell').allInnerTexts();
  return cells.map((text) => (text.trim() === '–' ? 0n : (centsIn(text)[0] ?? 0n)));
}

/** Every row with its printed figures, by key, and how deep it stands. */
async function printed(page: Page): Promise<{ key: string; level: number; cents: bigint[] }[]> {
  const rows = await sheet(page)
    .locator('tr[data-row]')
    .evaluateAll((all) =>
      all.map((row) => ({
        key: row.getAttribute('data-row') ?? '',
        level: Number(row.getAttribute('aria-level')),
        texts: [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? ''),
      })),
    );
  return rows.map(({ key, level, texts }) => ({
    key,
    level,
    cents: texts.map((text) => (text.trim() === '–' ? 0n : (centsIn(text)[0] ?? 0n))),
  }));
}

const sum = (list: readonly bigint[]): bigint => list.reduce((all, each) => all + each, 0n);

const MONEY =
  /^(revenue|usage|commitment|support|other|discount|credit|refund|tax|direct|shared|residual|outside|total|profit)(:|$)/;

async function expectToAddUp(page: Page): Promise<void> {
  const rows = await printed(page);
  const of = (key: string) => rows.find((row) => row.key === key)?.cents ?? [];
  for (const { key, cents } of rows.filter((row) => MONEY.test(row.key)))
    expect(sum(cents.slice(0, -1)), `${key} across`).toBe(cents.at(-1));
  const usage = rows.filter(({ key, level }) => level === 2 && key.startsWith('usage:'));
  const classes = ['usage', 'commitment', 'support', 'other', 'discount', 'credit', 'refund', 'tax'];
  const costs = ['direct', 'shared', 'residual', 'outside', 'adjustments'];
  for (const [column] of of('total').entries()) {
    const down = (keys: readonly string[]) => sum(keys.map((key) => of(key)[column] ?? 0n));
    expect(sum(usage.map(({ cents }) => cents[column] ?? 0n)), `usage down, ${column}`).toBe(of('usage')[column]);
    expect(down(classes), `direct down, ${column}`).toBe(of('direct')[column]);
    expect(down(costs), `total down, ${column}`).toBe(of('total')[column]);
    expect((of('revenue')[column] ?? 0n) - (of('total')[column] ?? 0n)).toBe(of('profit')[column]);
  }
}

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
  await expect(page).toHaveURL(/level=0/);
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
