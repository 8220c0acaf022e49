import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { evaluate, readWorkbook } from '@/lib/exchange/workbook-reading-fixture';
import type { BillLine } from '@/lib/finance/bill';
import { parseDecimal } from '@/lib/finance/money';
import { addMonths } from '@/lib/finance/month';
import { formatMonthName } from '@/lib/format/time';
import { expect, test } from './fixtures';
import { ACCOUNTS, centsOf, type Journey, quarter, REDSHIFT, startJourney, sumOf, yearBefore } from './journey-company';
import { expectToAddUp, figures, heads, line, printed, sheet, sum } from './statement-sheet';

let journey: Journey;
test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  journey = await startJourney();
});
test.afterAll(() => journey.stop());
test.beforeEach(({ context }) => journey.signIn(context));

const inQuarter = ({ month }: BillLine) => month >= quarter.from && month < quarter.to;
const inYearBefore = ({ month }: BillLine) => month >= yearBefore.from && month < yearBefore.to;
const isCheckout = ({ tags }: BillLine) => tags.app === 'checkout';
/** A figure among others may be a cent beside, where all of them have to add up. */
const near = (cents: bigint): bigint[] => [cents - 1n, cents, cents + 1n];
const cost = (takes: (bill: BillLine) => boolean): bigint => sumOf(journey.sandbox.world, 'amortized', takes);

const COLUMNS = ['account:100000000002', 'account:100000000003', 'account:100000000004'];
const columns = COLUMNS.map((key) => `column=${key}`).join('&');

/** Chooses what a list that is called so offers. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: new RegExp(`^${option}`) }).click();
}

test('three accounts and a project of one of them, a quarter against last year', async ({ page }) => {
  await page.goto(`${journey.url}/statements?${columns}&month=${quarter.from}`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Add column' }).click();
  await page.getByRole('searchbox', { name: 'Find a column' }).fill('check');
  await page
    .getByRole('region', { name: 'Projects' })
    .getByRole('button', { name: /Checkout/ })
    .click();
  await expect(heads(page).nth(4)).toContainText('Checkout');
  await choose(page, 'Period', 'Quarter');
  await expect(heads(page).nth(7)).toContainText('3 months');
  await expect(heads(page).nth(5)).toContainText('Counted twice');
  await expect(heads(page).nth(6)).toContainText('Everything else');
  await expectToAddUp(page);

  const direct = await figures(page, 'direct');
  const { shop, search, lake } = ACCOUNTS;
  const expected = [
    cost((bill) => inQuarter(bill) && bill.account === shop),
    cost((bill) => inQuarter(bill) && bill.account === search),
    cost((bill) => inQuarter(bill) && bill.account === lake),
    cost((bill) => inQuarter(bill) && isCheckout(bill)),
    -cost((bill) => inQuarter(bill) && isCheckout(bill) && bill.account === shop),
  ];
  for (const [at, amount] of expected.entries()) expect(near(centsOf(amount)), `direct, ${at}`).toContain(direct[at]);
  expect(direct.at(-1)).toBe(centsOf(cost(inQuarter)));
  await expect(page.getByRole('region', { name: 'Reconciliation' })).toContainText('Difference 0.00');

  await choose(page, 'Compare', 'With last year');
  await expect(page).toHaveURL(/compare=lastYear/);
  await expect(line(page, 'direct')).toContainText('%');
  const change = await figures(page, 'direct');
  const grown = cost((bill) => inQuarter(bill) && bill.account === lake);
  const was = cost((bill) => inYearBefore(bill) && bill.account === lake);
  expect(near(centsOf(grown - was))).toContain(change[2]);
  expect(change.at(-1)).toBe(centsOf(cost(inQuarter)) - centsOf(cost(inYearBefore)));
  for (const row of await printed(page))
    if (/^(direct|shared|total|usage|tax|credit)$/.test(row.key))
      expect(sum(row.cents.slice(0, -1)), row.key).toBe(row.cents.at(-1));
});

test('the largest change opens, and what it is made of adds up to it', async ({ page }) => {
  const address = `${columns}&column=project:checkout&from=${quarter.from}&to=${quarter.to}&period=quarter`;
  await page.goto(`${journey.url}/statements?${address}&compare=lastYear&show=change&level=2`, {
    waitUntil: 'networkidle',
  });
  const services = (await printed(page)).filter(({ key, level }) => level === 3 && key.startsWith('usage:'));
  const size = (cents: bigint) => (cents < 0n ? -cents : cents);
  const changes = services.flatMap(({ key, cents }) => cents.slice(0, -1).map((each, at) => ({ key, at, each })));
  const [largest] = changes.sort((a, b) => Number(size(b.each) - size(a.each)));
  expect(largest).toMatchObject({ key: expect.stringContaining(REDSHIFT), at: 2 });
  const warehouse = cost((bill) => inQuarter(bill) && bill.service === REDSHIFT);
  expect(near(centsOf(warehouse))).toContain(largest?.each);

  await line(page, largest?.key ?? '')
    .getByRole('gridcell')
    .nth(2)
    .click();
  const changed = page.getByRole('dialog').getByRole('table', { name: 'What changed' });
  await expect(changed).toContainText('data-lake');
  const told = async (cells: string) => (await changed.locator(cells).allInnerTexts()).map(exact);
  const foot = (await told('tfoot td:last-child'))[0] ?? 0n;
  expect(sum(await told('tbody td:last-child'))).toBe(foot);
  expect(foot).toBe(warehouse / 10n ** 9n);
  const [before, now] = [await told('tfoot td:nth-child(2)'), await told('tfoot td:nth-child(3)')];
  expect((now[0] ?? 0n) - (before[0] ?? 0n)).toBe(foot);

  await page.keyboard.press('Escape');
  await line(page, 'direct').getByRole('gridcell').nth(2).click();
  await expect(changed).toContainText('Usage');
  expect(sum(await told('tbody td:last-child'))).toBe((await told('tfoot td:last-child'))[0]);
});

/** A figure with all its decimals, as the evidence writes it, in units of 10⁻⁹. */
function exact(text: string): bigint {
  const figure = text.trim().replace(/[,()]/g, '');
  if (figure === '–') return 0n;
  return text.trim().startsWith('(') ? -parseDecimal(figure) : parseDecimal(figure);
}

test('the workbook says the same: the figures, the formulas, what they are compared with', async ({ page }) => {
  const address = `${columns}&column=project:checkout&from=${quarter.from}&to=${quarter.to}&period=quarter&level=2`;
  await page.goto(`${journey.url}/statements?${address}&compare=lastYear&show=change`, { waitUntil: 'networkidle' });
  const changes = await printed(page);
  await page.goto(`${journey.url}/statements?${address}&compare=lastYear&show=amounts`, { waitUntil: 'networkidle' });
  const amounts = await printed(page);
  const labels = await sheet(page).getByRole('rowheader').allInnerTexts();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'XLSX' }).click(),
  ]);
  const book = readWorkbook(new Uint8Array(readFileSync(await download.path())));
  const [statement, compared] = [book.cellsOf(1), book.cellsOf(2)];

  const letter = (at: number) => String.fromCharCode(65 + at);
  const rowOf = (cells: typeof statement, label: string, from = 5): number => {
    for (let row = from; row < 200; row += 1) if (cells.get(`A${row}`)?.value === label) return row;
    throw new Error(`the workbook has no row ${label}`);
  };
  const cents = (text: string | undefined) => {
    const units = parseDecimal(text ?? '');
    return (units + (units < 0n ? -5_000_000n : 5_000_000n)) / 10_000_000n;
  };
  let [found, row] = [0, 4];
  for (const [at, { key, cents: shown }] of amounts.entries()) {
    if (!/^(usage|commitment|support|credit|tax|direct|shared|residual|total|profit)(:|$)/.test(key)) continue;
    row = rowOf(statement, labels[at]?.trim() ?? '', row + 1);
    for (const [column, figure] of shown.entries()) {
      const cell = statement.get(`${letter(column + 1)}${row}`);
      expect(near(figure), `${key}, ${column}`).toContain(cents(cell?.value));
      if (cell?.formula) expect(evaluate(cell.formula, statement)).toBe(parseDecimal(cell.value));
      found += 1;
    }
  }
  expect(found).toBeGreaterThan(100);
  expect([...statement.values()].filter(({ formula }) => formula !== null).length).toBeGreaterThan(20);

  // Of every column: before, now, the change as a formula.
  const direct = rowOf(compared, 'Direct cost');
  const shown = changes.find(({ key }) => key === 'direct')?.cents ?? [];
  for (const [column, figure] of shown.entries()) {
    const cell = compared.get(`${letter(3 + column * 3)}${direct}`);
    expect(near(figure), `direct, ${column}`).toContain(cents(cell?.value));
    expect(evaluate(cell?.formula ?? '', compared)).toBe(parseDecimal(cell?.value ?? ''));
  }
});

test('revenue with two bad lines changes nothing; mended it changes the statement by exactly that, once', async ({
  page,
}) => {
  const month = addMonths(quarter.to, -1);
  const statement = `${journey.url}/statements?column=project:checkout&column=project:search&from=${month}&to=${quarter.to}`;
  await page.goto(statement, { waitUntil: 'networkidle' });
  const before = { revenue: await figures(page, 'revenue'), profit: await figures(page, 'profit') };
  const give = async (lines: string[]) => {
    await page.goto(`${journey.url}/settings/inputs?kind=revenue&month=${month}`, { waitUntil: 'networkidle' });
    const dialog = page.getByRole('dialog', { name: 'Import a CSV file' });
    // The button is drawn before the page answers to it.
    await expect(async () => {
      if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'Import CSV' }).click();
      await expect(dialog).toBeVisible({ timeout: 3_000 });
    }).toPass();
    const buffer = Buffer.from(['month,entity,amount,source', ...lines].join('\n'));
    await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'revenue.csv', mimeType: 'text/csv', buffer });
    return dialog;
  };
  const good = [`${month},project:checkout,8000.25,Shop`, `${month},project:search,1500.5,Ads`];
  const bad = await give([
    good[0] ?? '',
    `${month.slice(0, 4)}-13,project:checkout,1,Shop`,
    `${month},project:search,1500;5,Ads`,
  ]);
  await expect(bad.getByRole('row', { name: /^3 month/ })).toContainText('must be a month');
  await expect(bad.getByRole('row', { name: /^4 amount/ })).toContainText('must be a number');
  await expect(bad.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await page.goto(statement, { waitUntil: 'networkidle' });
  expect(await figures(page, 'revenue')).toEqual(before.revenue);

  const mended = await give(good);
  await expect(mended).toContainText('2 lines, 9,500.75 USD in all');
  await mended.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('row', { name: /^Checkout/ }).first()).toContainText('8,000.25');
  await page.goto(statement, { waitUntil: 'networkidle' });
  const after = { revenue: await figures(page, 'revenue'), profit: await figures(page, 'profit') };
  const more = [800_025n, 150_050n, 0n, 950_075n];
  for (const row of ['revenue', 'profit'] as const)
    expect(after[row].map((cents, at) => cents - (before[row][at] ?? 0n))).toEqual(more);
  await expectToAddUp(page);

  await expect(await give(good)).toContainText('Nothing changes.');
  await page.goto(statement, { waitUntil: 'networkidle' });
  expect(await figures(page, 'revenue')).toEqual(after.revenue);
});

test('the fiscal year and what tax is are chosen, and statements follow', async ({ page }) => {
  const address = `${journey.url}/statements?column=organization&by=quarter&from=${quarter.from}&to=${quarter.to}`;
  await page.goto(address, { waitUntil: 'networkidle' });
  const before = { total: await figures(page, 'total'), tax: await figures(page, 'tax') };
  const set = async (month: string, tax: string) => {
    await page.goto(`${journey.url}/settings/company`, { waitUntil: 'networkidle' });
    await choose(page, 'First month of the fiscal year', month);
    await choose(page, 'What tax is', tax);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
    await page.goto(address, { waitUntil: 'networkidle' });
  };
  // A year that starts in the second month of the quarter cuts it in two.
  await set(formatMonthName(addMonths(quarter.from, 1)), 'A memo');
  await expect(heads(page)).toHaveCount(4);
  await expect(heads(page).nth(2)).toContainText(/FY\d{4}-Q1/);
  const after = { total: await figures(page, 'total'), tax: await figures(page, 'tax') };
  expect(after.tax.at(-1)).toBe(before.tax.at(-1));
  expect(after.total.at(-1)).toBe((before.total.at(-1) ?? 0n) - (before.tax.at(-1) ?? 0n));
  await expect(line(page, 'tax')).toContainText('Tax, not in cost');
  await set('January', 'A cost');
  expect(await figures(page, 'total')).toEqual(before.total);
});
