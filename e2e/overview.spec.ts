import { demoCompany } from '@/lib/demo/company';
import { addMonths, dayOf, firstDay, monthOf } from '@/lib/finance/month';
import { accountNamed, lastMonth, sumOf, written } from './demo-figures';
import { expect, test } from './fixtures';

const today = dayOf(new Date());
const month = monthOf(today);
const whole = (amount: bigint) => written(amount).replace(/\.\d\d$/, '');
const rounded = (amount: bigint) => whole(((amount + 5n * 10n ** 17n) / 10n ** 18n) * 10n ** 18n);

test('spend to date is the bill of the complete days, in the tile and in the sentence', async ({ page }) => {
  test.skip(today === firstDay(month), 'on the first of a month no day is complete');
  const spent = sumOf('amortized', (line) => line.month === month && line.day < today && !line.ungroupedOnly);
  await page.goto('/');
  await expect(page).toHaveURL(/\/overview/);
  await expect(page.getByRole('region', { name: 'In short' })).toContainText(rounded(spent));
  await expect(page.getByRole('link', { name: `$${rounded(spent)}` })).toHaveAttribute(
    'href',
    new RegExp(`/accounts\\?month=${month}`),
  );
});

test('every figure follows the basis', async ({ page }) => {
  for (const basis of ['amortized', 'unblended', 'netAmortized'] as const) {
    const last = sumOf(basis, (line) => line.month === lastMonth && !line.ungroupedOnly);
    await page.goto(`/overview?basis=${basis}`);
    await expect(page.getByRole('region', { name: 'In short' })).toContainText(rounded(last));
  }
});

test('the export follows the basis, exactly', async ({ page }) => {
  await page.goto('/accounts?basis=unblended');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ]);
  const stream = await download.createReadStream();
  const csv = (await stream.toArray()).join('');
  const { id } = accountNamed('data-lake');
  const own = sumOf('unblended', (line) => line.month === lastMonth && line.account === id && !line.ungroupedOnly);
  const row = csv.split('\n').find((each) => each.includes(id)) ?? '';
  expect(row).toContain('unblended');
  expect(
    row
      .split(',')
      .some(
        (cell) =>
          /^-?\d+(\.\d+)?$/.test(cell) && written(BigInt(Math.round(Number(cell) * 1e6)) * 10n ** 12n) === written(own),
      ),
  ).toBe(true);
});

test('the chart has a table whose months add up to the bill', async ({ page }) => {
  await page.goto('/overview');
  const total = sumOf('amortized', (line) => line.month === lastMonth && !line.ungroupedOnly);
  const before = sumOf('amortized', (line) => line.month === addMonths(lastMonth, -3) && !line.ungroupedOnly);
  for (const [by, title] of [
    ['Projects', 'Cost by project'],
    ['Units', 'Cost by unit'],
  ] as const) {
    await page.getByRole('group', { name: 'Stack months by' }).getByRole('button', { name: by }).click();
    const figure = page.getByRole('figure', { name: title });
    await figure.getByRole('button', { name: 'Table' }).click();
    await expect(figure.getByRole('table')).toContainText(written(total));
    await expect(figure.getByRole('table')).toContainText(written(before));
  }
});

test('⌘K finds an account by a part of its e-mail and opens its page', async ({ page }) => {
  const { name, email, id } = accountNamed('checkout-prod');
  await page.goto('/overview');
  await page.getByRole('button', { name: 'Jump to account, screen' }).click();
  await page.getByRole('combobox', { name: 'Jump to account, screen' }).fill((email ?? '').slice(0, -6));
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  await expect(page).toHaveURL(new RegExp(`/accounts/${id}`));
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const own = sumOf('amortized', (line) => line.month === lastMonth && line.account === id && !line.ungroupedOnly);
  await expect(page.getByRole('region', { name: 'In short' })).toContainText(written(own));
});

test('the demo’s suspended account that still charges is told', async ({ page }) => {
  const suspended = demoCompany(today)
    .organizationOn(today)
    .accounts.find(({ state }) => state === 'SUSPENDED');
  await page.goto('/overview');
  await expect(page.getByRole('region', { name: 'Needs attention' })).toContainText(
    `${suspended?.name} is suspended and still charges`,
  );
});
