import { addMonths, type Month } from '@/lib/finance/month';
import { formatMonth } from '@/lib/format/time';
import { expect, test } from './fixtures';
import { ACCOUNTS, centsOf, type Journey, lastMonth, REDSHIFT, restate, startJourney, sumOf } from './journey-company';
import { expectToAddUp, figures, line, sum } from './statement-sheet';

let journey: Journey;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  journey = await startJourney();
});
test.afterAll(() => journey.stop());
test.beforeEach(({ context }) => journey.signIn(context));

test('a closed month stands when AWS restates it, and the month after carries the difference once', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const next = addMonths(lastMonth, 1);
  const months = `${journey.url}/settings/months`;
  const monthRow = (month: Month) => page.getByRole('row', { name: new RegExp(`^${formatMonth(month)} `) });
  const statementOf = async (month: Month, view = 'closed') => {
    const address = `column=account:${ACCOUNTS.lake}&from=${month}&to=${addMonths(month, 1)}&view=${view}`;
    await page.goto(`${journey.url}/statements?${address}`, { waitUntil: 'networkidle' });
    return { total: await figures(page, 'total'), adjustments: await adjustments() };
  };
  const NOTHING = [0n, 0n, 0n];
  const adjustments = async () =>
    (await line(page, 'adjustments').count()) === 0 ? NOTHING : await figures(page, 'adjustments');

  await page.goto(months, { waitUntil: 'networkidle' });
  // Out of order the API refuses, and the screen closes what comes before together with it.
  const refused = await page.request.post(`${journey.url}/api/v1/months/${lastMonth}/close`, {
    headers: { authorization: `Bearer ${journey.token}` },
  });
  expect(refused.status()).toBe(409);
  expect(await refused.text()).toContain('Months close in order');
  await page.getByRole('button', { name: `Close ${formatMonth(lastMonth)}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Close / });
  await expect(dialog).toContainText('25 months close together');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(monthRow(lastMonth)).toContainText('closed');
  const [closed, open] = [await statementOf(lastMonth), await statementOf(next)];
  expect(closed.total.at(-1)).toBe(
    centsOf(sumOf(journey.sandbox.world, 'amortized', ({ month }) => month === lastMonth)),
  );
  expect(open.adjustments).toEqual(NOTHING);

  restate(journey.sandbox.world, lastMonth, ACCOUNTS.lake, REDSHIFT, '250.75');
  await page.goto(`${journey.url}/settings/sync`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Sync now' }).click();
  const runs = page.getByRole('table', { name: 'Sync history' }).getByRole('row');
  await expect(runs).toHaveCount(3, { timeout: 45_000 });
  await expect(runs.nth(1)).toContainText('succeeded', { timeout: 45_000 });
  await page.goto(months, { waitUntil: 'networkidle' });
  await expect(monthRow(lastMonth)).toContainText(`Restated by 250.75, booked in ${formatMonth(next)}.`);
  await expect(monthRow(next)).toContainText(`${formatMonth(lastMonth)} 250.75`);

  expect(await statementOf(lastMonth)).toEqual(closed);
  const restated = await statementOf(lastMonth, 'restated');
  // The lake bears its correction, and for its larger usage more of what is shared; the others bear so much less of that.
  const difference = restated.total.map((cents, at) => cents - (closed.total[at] ?? 0n));
  expect(difference[0]).toBeGreaterThan(25_075n);
  expect([sum(difference.slice(0, -1)), difference.at(-1)]).toEqual([25_075n, 25_075n]);
  const carrying = await statementOf(next);
  expect(carrying.adjustments).toEqual(difference);
  expect(carrying.total.map((cents, at) => cents - (open.total[at] ?? 0n))).toEqual(difference);
  await expectToAddUp(page);
  const without = await statementOf(next, 'restated');
  expect(without).toEqual({ total: open.total, adjustments: NOTHING });

  await page.goto(months, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: `Reopen ${formatMonth(lastMonth)}` }).click();
  const reopen = page.getByRole('dialog', { name: /^Reopen/ });
  await expect(reopen).toContainText(`${formatMonth(next)} gives back 250.75`);
  await reopen.getByLabel('Reason').fill('AWS restated it');
  await reopen.getByRole('button', { name: 'Reopen' }).click();
  await expect(monthRow(lastMonth)).toContainText('open');
  await expect(monthRow(next)).not.toContainText('250.75');
  expect((await statementOf(lastMonth)).total).toEqual(restated.total);
  expect(await statementOf(next)).toEqual(open);
});
