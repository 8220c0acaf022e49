import type { Locator, Page } from '@playwright/test';
import { centsIn } from './demo-figures';
import { expect } from './fixtures';

/** A row as it is printed: its figures in whole cents, and how deep it stands. */
export type PrintedRow = { readonly key: string; readonly level: number; readonly cents: readonly bigint[] };

/** The statement on its screen. */
export const sheet = (page: Page): Locator => page.getByRole('treegrid', { name: 'Statement' });
export const line = (page: Page, key: string): Locator => sheet(page).locator(`[data-row="${key}"]`);
export const heads = (page: Page): Locator => sheet(page).getByRole('columnheader');

/** The printed figures of a row in whole cents; a dash is nothing. */
export async function figures(page: Page, key: string): Promise<bigint[]> {
  const cells = await line(page, key).getByRole('gridcell').allInnerTexts();
  return cells.map((text) => (text.trim() === '–' ? 0n : (centsIn(text)[0] ?? 0n)));
}

/** Every row with its printed figures, by key, and how deep it stands. */
export async function printed(page: Page): Promise<PrintedRow[]> {
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

export const sum = (list: readonly bigint[]): bigint => list.reduce((all, each) => all + each, 0n);

const MONEY =
  /^(revenue|usage|commitment|support|other|discount|credit|refund|tax|direct|shared|residual|outside|total|profit)(:|$)/;

/** Adds up the printed figures, to the cent: every row across its columns, every column down its rows. */
export async function expectToAddUp(page: Page): Promise<void> {
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
