import type { Page } from '@playwright/test';
import { addMonths } from '@/lib/finance/month';
import { formatMonth } from '@/lib/format/time';
import { lastMonth } from './demo-figures';
import { expect, test } from './fixtures';
import { type Server, startServer } from './server';

// What is entered and closed here would change the figures that other specs read: a server of its own.
let server: Server;
test.describe.configure({ mode: 'serial' });
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  server = await startServer({ SUBLEDGER_DEMO: 'on' });
});
test.afterAll(() => server.stop());

const year = { from: `${lastMonth.slice(0, 4)}-01`, to: `${Number(lastMonth.slice(0, 4)) + 1}-01` };
const column = Number(lastMonth.slice(5)) - 1;
const screen = (kind: string) => `${server.url}/settings/inputs?kind=${kind}&from=${year.from}&to=${year.to}`;

/** The cell of a row, by its words, and a month, by its place in the year. */
const cell = (page: Page, row: RegExp, at: number) =>
  page.getByRole('row', { name: row }).getByRole('gridcell').nth(at);

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save…' }).click();
  await page
    .getByRole('dialog', { name: 'Save the figures' })
    .getByRole('button', { name: 'Save', exact: true })
    .click();
  await expect(page.getByText('not saved')).toHaveCount(0);
}

async function stored(page: Page, entity: string): Promise<Record<string, string>> {
  const address = `/api/v1/revenue?from=${year.from}&to=${year.to}`;
  const reply: unknown = await page.evaluate(async (url) => (await fetch(url)).json(), address);
  const { rows } = reply as { rows: { month: string; entity: string; amount: string }[] };
  return Object.fromEntries(rows.filter((row) => row.entity === entity).map(({ month, amount }) => [month, amount]));
}

test('types figures, takes one back, and shows them on the Projects page', async ({ page }) => {
  await page.goto(screen('revenue'), { waitUntil: 'networkidle' });
  await cell(page, /^Loyalty/, column).click();
  await page.keyboard.type('1234.5');
  await page.keyboard.press('Enter');
  await expect(cell(page, /^Loyalty/, column)).toHaveText('1,234.50');
  await cell(page, /^Research/, column).click();
  await page.keyboard.press('F2');
  await page.keyboard.type('77');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+z');
  await expect(cell(page, /^Research/, column)).toHaveText('');
  await expect(page.getByText('1 change, not saved')).toBeVisible();
  await save(page);
  expect(await stored(page, 'project:loyalty')).toEqual({ [lastMonth]: '1234.5' });
  await page.goto(`${server.url}/projects?month=${lastMonth}`);
  await expect(page.getByRole('row', { name: /Loyalty/ })).toContainText('1,234.50');
});

test('pastes a block as a spreadsheet writes it, marks what it cannot read, and copies it exactly', async ({
  page,
}) => {
  await page.goto(screen('revenue'), { waitUntil: 'networkidle' });
  await page.evaluate(() => navigator.clipboard.writeText('$2,000.00\t(50.25)\r\n1.234,5\tabc\r\n'));
  await cell(page, /^Platform/, 0).click();
  await page.keyboard.press('Control+v');
  await expect(cell(page, /^Platform/, 0)).toHaveText('2,000.00');
  await expect(cell(page, /^Platform/, 1)).toHaveText('(50.25)');
  await expect(cell(page, /^Recommendations/, 0)).toHaveText('1,234.50');
  const wrong = cell(page, /^Recommendations/, 1);
  await expect(wrong).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: 'Save…' })).toBeDisabled();
  await wrong.click();
  await page.keyboard.press('Delete');
  await cell(page, /^Platform/, 0).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('2000\t-50.25');
  await save(page);
  const months = [year.from, addMonths(year.from, 1)];
  expect(await stored(page, 'project:platform')).toEqual({ [months[0] ?? '']: '2000', [months[1] ?? '']: '-50.25' });
});

test('imports a file all or nothing, and says when nothing changes', async ({ page }) => {
  await page.goto(screen('revenue'), { waitUntil: 'networkidle' });
  const give = async (lines: string[]) => {
    const buffer = Buffer.from(['month,entity,amount,source', ...lines].join('\n'));
    await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'revenue.csv', mimeType: 'text/csv', buffer });
  };
  const open = async () => {
    await page.getByRole('button', { name: 'Import CSV' }).click();
    return page.getByRole('dialog', { name: 'Import a CSV file' });
  };
  const dialog = await open();
  await give([`${lastMonth},project:research,10.5,Grants`, '2026-13,project:research,1,', `${lastMonth},nobody,x,`]);
  await expect(dialog.getByRole('row', { name: /^3 month/ })).toContainText('must be a month');
  await expect(dialog.getByRole('row', { name: /^4 amount/ })).toContainText('must be a number');
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  expect(await stored(page, 'project:research')).toEqual({});
  const good = [`${lastMonth},project:research,10.5,Grants`];
  await give(good);
  await expect(dialog).toContainText('1 line, 10.50 USD in all');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(cell(page, /^Research Grants/, column)).toHaveText('10.50');
  await open();
  await give(good);
  await expect(dialog).toContainText('Nothing changes.');
});

test('closes months in order and refuses what would change them', async ({ page }) => {
  const second = addMonths(lastMonth, -11);
  await page.goto(`${server.url}/settings/months`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: `Close ${formatMonth(second)}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Close / });
  await expect(dialog).toContainText('close in order');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByRole('row', { name: new RegExp(`^${formatMonth(second)} closed`) })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Who closed and reopened what' })).toContainText(formatMonth(second));
  const shut = `${server.url}/settings/inputs?kind=revenue&from=${second}&to=${addMonths(second, 1)}`;
  await page.goto(shut, { waitUntil: 'networkidle' });
  const closed = cell(page, /^Loyalty/, Number(second.slice(5)) - 1);
  await closed.click();
  await page.keyboard.type('5');
  await expect(closed).toHaveAttribute('aria-readonly', 'true');
  await expect(page.getByText(/Closed by/).first()).toBeVisible();
  await expect(closed).toHaveText('');
  await page.goto(`${server.url}/settings/months`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: `Reopen ${formatMonth(second)}` }).click();
  const reopen = page.getByRole('dialog', { name: /^Reopen/ });
  await reopen.getByLabel('Reason').fill('an invoice came late');
  await reopen.getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByRole('row', { name: new RegExp(`^${formatMonth(second)} open`) })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Who closed and reopened what' })).toContainText(
    'an invoice came late',
  );
});

test('adds an outside cost, says how it spreads, and takes it away', async ({ page }) => {
  await page.goto(`${server.url}/settings/inputs?kind=costs`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Add a cost' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an outside cost' });
  await dialog.getByLabel('Project, account or OU').fill('loyalty');
  await dialog.getByRole('radio', { name: /project:loyalty/ }).check();
  await dialog.getByLabel('Vendor').fill('Foxglove Maps');
  await dialog.getByLabel('Amount in all').fill('1,200');
  await dialog.getByLabel('First month').fill(lastMonth);
  await dialog.getByLabel('Last month').fill(addMonths(lastMonth, 5));
  await expect(dialog).toContainText('200.00 a month over 6 months.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Foxglove Maps/ })).toContainText('1,200.00');
  await page.getByRole('button', { name: 'Remove Foxglove Maps' }).click();
  const removal = page.getByRole('dialog', { name: 'Save the figures' });
  await removal.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('row', { name: /Foxglove Maps/ })).toHaveCount(0);
});
