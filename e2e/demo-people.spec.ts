import { expect, test } from './fixtures';

test.use({ ownBooks: true });

test('the demo has three ready people, and each is who they say', async ({ page }) => {
  await page.goto('/sign-in?callbackUrl=/settings/account');
  const people = page.getByRole('list').filter({ hasText: 'Farida Noor' }).getByRole('listitem');
  await expect(people).toHaveCount(3);
  await page.getByRole('button', { name: 'executive' }).click();
  await expect(page.getByText('as executive@demo.example: Executive, who sees everything')).toBeVisible();
  await page.goto('/settings/people');
  await expect(page.getByText('People and tokens are kept here.')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'admin' }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await page.goto('/settings/people');
  await expect(page.getByText('which outlive the demo')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a person…' })).toHaveCount(0);
});
