import { readFileSync } from 'node:fs';
import { accountNamed, lastMonth, sumOf, written } from './demo-figures';
import { expect, test } from './fixtures';

const BROKEN = `dimensions:
  project: [app, app]
assignments:
  - when: { accounts: [123456789012] }
    then: { project: checkout }
  - when: { ou: ou-ab12-11111111 }
    then: {}
  - when: { ou: ou-ab12-11111111 }
    then: { project: search }
    from: 2026-13
`;

test('a new rule shows what it catches, to the cent, and what it would change, before it is saved', async ({
  page,
}) => {
  const { id, name } = accountNamed('northwind-payer');
  const cost = sumOf('amortized', (line) => line.month === lastMonth && line.account === id && !line.ungroupedOnly);
  await page.goto('/settings/rules');
  const rules = page.getByRole('list', { name: 'Assignment rules' });
  const before = await rules.getByRole('listitem').filter({ hasText: '→' }).count();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const draft = page.getByRole('region', { name: 'Draft' });
  await expect(draft).toContainText(`Rule ${before + 1}`);
  await expect(draft.getByRole('button', { name: 'Save…' })).toBeDisabled();
  await page.getByRole('combobox', { name: 'It is about' }).click();
  await page.getByRole('option', { name: /Accounts by id/ }).click();
  await page.getByRole('textbox', { name: 'Account ids, one a line' }).fill(id);
  await page.getByRole('combobox', { name: 'Project', exact: true }).fill('brand-new');
  await page.keyboard.press('Tab');
  await expect(draft).toContainText('lies elsewhere');
  await page
    .getByRole('button', { name: /^catches 1 account/ })
    .last()
    .click();
  await expect(rules).toContainText(`catches 1 account · ${written(cost)}`);
  await expect(rules.getByText(name, { exact: true })).toBeVisible();
  const change = page.getByRole('table', { name: 'What would change' });
  // As printed with its neighbours, a figure may be the other of the two cents beside it.
  await expect(change.getByRole('row', { name: /^brand-new / })).toContainText(written(cost).slice(0, -2));
  await draft.getByRole('button', { name: 'Discard' }).click();
  await expect(rules.getByRole('listitem').filter({ hasText: '→' })).toHaveCount(before);
  await expect(change).toHaveCount(0);
});

test('a file is read whole or not at all: each fault has its line and path, and an export changes nothing', async ({
  page,
}) => {
  await page.goto('/settings/rules');
  const file = page.getByLabel('Rules file');
  await file.setInputFiles({ name: 'rules.yaml', mimeType: 'application/yaml', buffer: Buffer.from(BROKEN) });
  const faults = page.getByRole('table', { name: 'Faults of the file' });
  await expect(faults.getByRole('row', { name: /^2 dimensions\.project\[1\]/ })).toContainText('already');
  await expect(faults.getByRole('row', { name: /^4 assignments\[0\]\.when\.accounts\[0\]/ })).toContainText('quotes');
  await expect(faults.getByRole('row', { name: /^7 assignments\[1\]\.then/ })).toContainText('yields nothing');
  await expect(faults.getByRole('row', { name: /^10 assignments\[2\]\.from/ })).toContainText('2026-10');
  await expect(page.getByRole('region', { name: 'Draft' })).toHaveCount(0);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export YAML' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('rules.yaml');
  const text = readFileSync(await saved.path(), 'utf8');
  expect(text).toContain('pools:');
  await file.setInputFiles({ name: 'rules.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
  await expect(page.getByRole('region', { name: 'Draft' })).toContainText('It changes nothing');
  await expect(faults).toHaveCount(0);
});
