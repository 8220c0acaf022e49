import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { administratorOf } from '@/lib/auth/viewer';
import { allocate } from '@/lib/finance/allocate';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths } from '@/lib/finance/month';
import { formatExact } from '@/lib/format/money';
import type { ProjectFigures } from '@/lib/reports/project-shapes';
import { readProjects } from '@/lib/reports/projects';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { lastMonth } from './demo-figures';
import { expect, test } from './fixtures';

// Rules are saved here.
test.use({ ownBooks: true });

/** What the API tells of every project, read from the store that the server writes. */
async function projectRows(folder: string): Promise<readonly ProjectFigures[]> {
  const db = await openDatabase(`file:${join(folder, 'demo.db')}`);
  try {
    const months = { from: lastMonth, to: addMonths(lastMonth, 1) };
    const query = { connection: null, currency: null, months, basis: 'amortized' as const };
    const report = await readProjects(administratorOf(db), query);
    if (report.kind !== 'projects') throw new Error(report.kind);
    return report.rows;
  } finally {
    await closeDatabase(db);
  }
}

const supportOf = ({ pools }: ProjectFigures): bigint => pools.find(({ key }) => key === 'support')?.units ?? 0n;
const exact = (units: bigint): string => formatExact(formatDecimal(units), 'USD');

/** By brute force: the total of each project, had support been shared evenly. */
function evenly(rows: readonly ProjectFigures[]): Map<string, bigint> {
  const support = rows.reduce((sum, row) => sum + supportOf(row), 0n);
  const parts = allocate(
    support,
    rows.map(({ project }) => ({ id: project, weight: 1n })),
  );
  return new Map(rows.map((row, at) => [row.project, row.total - supportOf(row) + (parts[at] ?? 0n)]));
}

/** Fourteen months are worked out anew. */
const SAVED = { timeout: 30_000 };

const sheet = (page: Page) => page.getByRole('table', { name: 'What each project pays' });
const rowOf = (page: Page, name: string) => sheet(page).getByRole('row', { name: new RegExp(`^${name} `) });

test('a pool is changed: before and after to the unit, nothing counts until it is saved, and undo brings it back', async ({
  page,
  books,
}) => {
  test.setTimeout(120_000);
  const before = await projectRows(books.folder);
  const after = evenly(before);
  const checkout = before.find(({ project }) => project === 'checkout');
  if (!checkout) throw new Error('the demo has the project checkout');
  await page.goto('/shared');
  await expect(rowOf(page, 'Checkout').getByTitle(exact(checkout.total))).toBeVisible();

  await page.getByRole('button', { name: 'Edit pool support' }).click();
  await page.getByRole('group', { name: 'Shares it' }).getByRole('button', { name: 'Evenly' }).click();
  await expect(page.getByRole('region', { name: 'Draft' })).toContainText('lies elsewhere');
  for (const { project, name, total } of before) {
    const row = rowOf(page, name.replace(/[^\w -]/g, '.'));
    await expect(row.getByTitle(exact(total)).first()).toBeVisible();
    await expect(row.getByTitle(exact(after.get(project) ?? 0n)).first()).toBeVisible();
  }
  expect(await projectRows(books.folder)).toEqual(before);

  await page.goto('/projects');
  await expect(page.getByRole('row', { name: /^Checkout/ })).toContainText(figure(checkout.total));
  await page.goto('/shared');
  await expect(page.getByRole('region', { name: 'Draft' })).toContainText('1 change');

  await page.getByRole('button', { name: 'Save…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save the rules' });
  await expect(dialog.getByRole('table', { name: 'Months that change' })).toContainText('Lies elsewhere', {
    timeout: 30_000,
  });
  await dialog.getByRole('textbox', { name: 'Note: why they change' }).fill('Support is the same for all');
  await dialog.getByRole('button', { name: 'Save the rules' }).click();
  const history = page.getByRole('list', { name: 'Saved rules' }).getByRole('listitem');
  await expect(history.first()).toContainText('Support is the same for all', SAVED);
  await expect(history.first()).toContainText('Pool support: method proportional → even');
  await expect(page.getByRole('region', { name: 'Draft' })).toHaveCount(0);
  const saved = await projectRows(books.folder);
  expect(new Map(saved.map(({ project, total }) => [project, total]))).toEqual(after);
  await page.goto('/projects');
  await expect(page.getByRole('row', { name: /^Checkout/ })).toContainText(figure(after.get('checkout') ?? 0n));

  await page.goto('/shared');
  await history.first().getByRole('button', { name: 'Undo' }).click();
  await expect(history.first()).toContainText('Pool support: method even → proportional', SAVED);
  await expect(rowOf(page, 'Checkout').getByTitle(exact(checkout.total))).toBeVisible();
  expect(await projectRows(books.folder)).toEqual(before);
});

test('fixed weights that do not add up are named, and cannot be saved', async ({ page }) => {
  await page.goto('/shared');
  await page.getByRole('button', { name: 'Edit pool sandboxes' }).click();
  await page.getByRole('textbox', { name: 'Percent of Checkout' }).fill('20');
  const draft = page.getByRole('region', { name: 'Draft' });
  await expect(draft).toContainText('Pool sandboxes: weights add up to 90, not 100: add 10');
  await expect(draft.getByRole('button', { name: 'Save…' })).toBeDisabled();
  await draft.getByRole('button', { name: 'Discard' }).click();
  await expect(draft).toHaveCount(0);
});

test('a pool moves in the order from the keyboard', async ({ page }) => {
  await page.goto('/shared');
  const pools = page.getByRole('list', { name: 'Pools' }).getByRole('listitem');
  await expect(pools.first()).toContainText('network');
  await page.getByRole('button', { name: 'Move pool network down' }).focus();
  await page.keyboard.press('Enter');
  await expect(pools.first()).toContainText('security');
  await expect(page.getByText('pool network is now 2 of 6.')).toBeAttached();
  await expect(page.getByRole('region', { name: 'Draft' })).toContainText('It changes no figure of these months');
});

test('rules that somebody else saved meanwhile are not saved over', async ({ page, context }) => {
  test.setTimeout(120_000);
  await page.goto('/shared');
  await page.getByRole('button', { name: 'Edit pool support' }).click();
  await page.getByRole('group', { name: 'Shares it' }).getByRole('button', { name: 'Evenly' }).click();
  const draft = page.getByRole('region', { name: 'Draft' });
  await expect(draft).toContainText('lies elsewhere');

  const other = await context.newPage();
  await other.goto('/shared');
  await other.getByRole('button', { name: 'Move pool network down' }).click();
  await save(other, 'Another order');
  const history = other.getByRole('list', { name: 'Saved rules' }).getByRole('listitem');
  await expect(history.first()).toContainText('Another order', SAVED);

  await save(page, 'Support is the same for all');
  const dialog = page.getByRole('dialog', { name: 'Save the rules' });
  await expect(dialog).toContainText('The rules were changed by', SAVED);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(draft).toContainText('Other rules were saved since this draft began');
  await expect(draft.getByRole('button', { name: 'Save…' })).toBeDisabled();
  await draft.getByRole('button', { name: 'Put the draft on top' }).click();
  await expect(draft.getByRole('button', { name: 'Save…' })).toBeEnabled();
  await draft.getByRole('button', { name: 'Discard' }).click();
  await history.first().getByRole('button', { name: 'Undo' }).click();
  await expect(history.first()).toContainText('Pool network: position', SAVED);
});

async function save(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: 'Save…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save the rules' });
  await dialog.getByRole('textbox', { name: 'Note: why they change' }).fill(note);
  await dialog.getByRole('button', { name: 'Save the rules' }).click();
}

/** Whole cents as the screens print them, rounded by itself. */
function figure(units: bigint): string {
  const cents = (units + 5_000_000n) / 10_000_000n;
  return `${String(cents / 100n).replace(/\B(?=(\d{3})+$)/g, ',')}.${String(cents % 100n).padStart(2, '0')}`;
}
