import type { Locator, Page } from '@playwright/test';
import { BASES, type Basis } from '@/lib/finance/basis';
import { addMonths, type Month } from '@/lib/finance/month';
import { lastMonth, written } from './demo-figures';
import { type BruteProject, bruteMonth } from './demo-projects';
import { expect, test } from './fixtures';

const CENT = 10n ** 16n;
/** Groupings of AWS round to ten decimals each: a sum of many groups is so close to the lines. */
const CLOSE = 10n ** 12n;

type Cell = { readonly text: string; readonly exact: string };

/** A table row by row: what is printed, and what stands exactly under the pointer. */
const cellsOf = (table: Locator): Promise<Cell[][]> =>
  table.getByRole('row').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.querySelectorAll('th,td')].map((cell) => ({
        text: (cell.textContent ?? '').trim(),
        exact: cell.querySelector('.figure')?.getAttribute('title') ?? '',
      })),
    ),
  );

/** A printed figure, or an exact one, in units of 10⁻¹⁸. */
function unitsOf(text: string): bigint {
  if (text === '–') return 0n;
  const [, digits = '', fraction = ''] = /^\(?([\d,]+)\.(\d+)\)?/.exec(text) ?? [];
  if (digits === '') throw new Error(`no figure: ${text}`);
  const units = BigInt(digits.replaceAll(',', '')) * 10n ** 18n + BigInt(fraction.padEnd(18, '0'));
  return text.startsWith('(') ? -units : units;
}

const size = (units: bigint): bigint => (units < 0n ? -units : units);

/** The printed figure is less than a cent away, since neighbours add up as printed; the exact one is the amount. */
function expectFigure(cell: Cell | undefined, amount: bigint, what: string): void {
  if (!cell) throw new Error(`${what} is not there`);
  expect(size(unitsOf(cell.text) - amount) < CENT, `${what}: ${cell.text} for ${written(amount)}`).toBe(true);
  expect(size(unitsOf(cell.exact) - amount) < CLOSE, `${what}: ${cell.exact} for ${amount}`).toBe(true);
}

const total = ({ direct, shared }: BruteProject): bigint => direct + shared;

async function openTable(
  page: Page,
  month: Month,
  basis: Basis,
): Promise<{ head: string[]; rows: Map<string, Cell[]> }> {
  const columns = ['direct', 'shared', 'total', 'accounts', 'revenue', 'profit'];
  await page.goto(`/projects?month=${month}&basis=${basis}&cols=${columns.join(',')}`);
  const [head = [], ...lines] = await cellsOf(page.getByRole('table', { name: 'Projects' }));
  const hrefs = await page
    .getByRole('table', { name: 'Projects' })
    .locator('tbody tr th a')
    .evaluateAll((links) =>
      links.map((link) => decodeURIComponent(new URL((link as HTMLAnchorElement).href).pathname)),
    );
  const rows = lines.map((cells, at): [string, Cell[]] => [
    hrefs[at]?.replace('/projects/', '') ?? cells[0]?.text ?? '',
    cells,
  ]);
  return { head: head.map(({ text }) => text), rows: new Map(rows) };
}

for (const [month, basis] of [
  [lastMonth, 'amortized'],
  [addMonths(lastMonth, -4), 'unblended'],
  [addMonths(lastMonth, -1), BASES[3]],
] as const) {
  test(`every figure of the projects of ${month}, ${basis}, is what the bill's lines add up to`, async ({ page }) => {
    const brute = bruteMonth(month, basis);
    const { head, rows } = await openTable(page, month, basis);
    const at = (name: string) => head.indexOf(name);
    expect([...rows.keys()].slice(0, brute.projects.size).sort()).toEqual([...brute.projects.keys()].sort());
    for (const [id, project] of brute.projects) {
      const cells = rows.get(id) ?? [];
      expectFigure(cells[at('Direct')], project.direct, `${id} direct`);
      expectFigure(cells[at('Shared')], project.shared, `${id} shared`);
      expectFigure(cells[at('Total')], total(project), `${id} total`);
      expect(cells[at('Accounts')]?.text).toBe(String(project.accounts.size));
      const printed = (name: string) => unitsOf(cells[at(name)]?.text ?? '');
      expect(printed('Direct') + printed('Shared')).toBe(printed('Total'));
      expect(printed('Revenue') - printed('Total')).toBe(printed('Result'));
    }
    const projects = [...brute.projects.values()];
    const sum = (of: (project: BruteProject) => bigint) => projects.reduce((all, each) => all + of(each), 0n);
    const all = rows.get(`All ${projects.length} projects`) ?? [];
    for (const [name, amount] of [
      ['Direct', sum((each) => each.direct)],
      ['Shared', sum((each) => each.shared)],
      ['Total', sum(total)],
    ] as const) {
      const printed = [...brute.projects.keys()].map((id) => unitsOf(rows.get(id)?.[at(name)]?.text ?? ''));
      expect(unitsOf(all[at(name)]?.text ?? '')).toBe(printed.reduce((one, other) => one + other, 0n));
      expect(size(unitsOf(all[at(name)]?.text ?? '') - amount) < CENT).toBe(true);
    }
    const rest = brute.control - sum(total) - brute.residual;
    const last = (label: string) => (rows.get(label) ?? []).findLast(({ text }) => text !== '');
    const unallocated = ['Untagged', 'Unallocated'].map((label) => unitsOf(last(label)?.exact ?? ''));
    expect(size((unallocated[0] ?? 0n) - brute.untagged) < CLOSE).toBe(true);
    expect(size((unallocated[0] ?? 0n) + (unallocated[1] ?? 0n) - rest) < CLOSE).toBe(true);
    expect(size(unitsOf(last('Residual')?.exact ?? '') - brute.residual) < CLOSE).toBe(true);
    expect(last('AWS total')?.text).toBe(written(brute.control));
    const strip = page.getByRole('region', { name: 'Reconciliation' });
    await expect(strip).toContainText(`AWS total${written(brute.control)}`);
    await expect(strip).toContainText('Difference 0.00');
  });
}

test('the bars tell usage by environment as the lines do, and say what was not fetched', async ({ page }) => {
  const brute = bruteMonth(lastMonth, 'amortized');
  await page.goto('/projects');
  const figure = page.getByRole('figure', { name: /^Cost by project/ });
  await figure.getByRole('button', { name: 'Table' }).click();
  const [head = [], ...rows] = await cellsOf(figure.getByRole('table'));
  const at = (name: string) => head.findIndex(({ text }) => text === name);
  const known = new Map(rows.map((cells) => [cells[0]?.text ?? '', cells]));
  for (const [name, id] of [
    ['Checkout', 'checkout'],
    ['Data lake', 'data-lake'],
  ] as const) {
    const cells = known.get(name) ?? [];
    const missing = unitsOf(cells[at('Not fetched')]?.exact ?? '–');
    const environments = brute.projects.get(id)?.environments ?? new Map<string, bigint>();
    for (const environment of ['prod', 'dev']) {
      const shown = unitsOf(cells[at(environment)]?.exact ?? '–');
      const exact = environments.get(environment) ?? 0n;
      expect(exact - shown <= size(missing) + CLOSE && exact - shown >= -CLOSE, `${name} ${environment}`).toBe(true);
    }
    expectFigure(
      cells[at('Total')],
      total(brute.projects.get(id) ?? ({ direct: 0n, shared: 0n } as BruteProject)),
      name,
    );
  }
});

test('the table is searched, filtered and sorted, stays closed, and keeps it in the address', async ({ page }) => {
  await page.goto('/projects');
  const table = page.getByRole('table', { name: 'Projects' });
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('lake');
  await expect(table.getByRole('row', { name: /^1 project shown/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /projects not shown/ })).toBeVisible();
  await expect(table.locator('tbody tr')).toHaveCount(1);
  const brute = bruteMonth(lastMonth, 'amortized');
  await expect(table.getByRole('row', { name: /^AWS total/ })).toContainText(written(brute.control));
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('');
  await table.getByRole('button', { name: 'Project' }).click();
  await expect(page).toHaveURL(/sort=name/);
  await page.reload();
  const names = await table.locator('tbody tr th').allTextContents();
  const ordered = names.map((name) => name.toLowerCase());
  expect(ordered).toEqual([...ordered].sort());
  expect(names.length).toBe(brute.projects.size);
});

test('a project has a page that its figures lead to, and one that nobody has is not found', async ({ page }) => {
  const brute = bruteMonth(lastMonth, 'amortized').projects.get('checkout');
  if (!brute) throw new Error('the demo has a checkout');
  await page.goto('/projects');
  await page.getByRole('table', { name: 'Projects' }).getByRole('link', { name: 'Checkout' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible();
  for (const [name, label, amount] of [
    [/^Accounts/, 'Direct and shared', total(brute)],
    [/^Services/, 'Direct', brute.direct],
    [/^Environments/, 'Direct', brute.direct],
    [/^Shared cost/, 'Shared', brute.shared],
  ] as const) {
    const table = page.getByRole('table', { name });
    await expect(table.getByRole('row', { name: new RegExp(`^${label}`) })).toContainText(written(amount));
  }
  const missing = await page.request.get('/projects/nobody-has-this');
  expect(missing.status()).toBe(404);
});

test('the tag doctor tells untagged usage to the cent', async ({ page }) => {
  const { untagged } = bruteMonth(lastMonth, 'amortized');
  await page.goto('/projects/tags');
  const accounts = page.getByRole('table', { name: 'Accounts with untagged usage' });
  await expect(accounts.getByRole('row', { name: /^Untagged/ })).toContainText(written(untagged));
  const services = page.getByRole('table', { name: 'Services with untagged usage' });
  await expect(services.getByRole('row', { name: /^Untagged/ })).toContainText(written(untagged));
  await expect(page.getByRole('row', { name: /^searc-h app project Search separators/ })).toBeVisible();
});
