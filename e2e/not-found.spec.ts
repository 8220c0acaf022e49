import { expect, test } from './fixtures';

test.use({ expectsErrors: true });

for (const path of ['/accounts/999999999999', '/accounts/nobody', '/accounts/a%2Fb', '/accounts/ou/ou-none-00000000']) {
  test(`${path} is a 404 that says what to do`, async ({ page }) => {
    const reply = await page.goto(path);
    expect(reply?.status()).toBe(404);
    await expect(page).toHaveTitle(/Not found/);
    await expect(page.getByRole('main')).toContainText('No such account or unit');
    await page.getByRole('link', { name: 'Search the accounts' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
  });
}

test('a path that is no text is a 404', async ({ page, request }) => {
  for (const path of ['/accounts/%zz', '/accounts/ou/%ff', '/%E0%A4%A']) {
    const reply = await page.goto(path);
    expect([path, reply?.status()]).toEqual([path, 404]);
    await expect(page.getByRole('heading', { level: 1, name: 'No such page' })).toBeVisible();
  }
  const reply = await request.get('/api/v1/tree/%zz', { headers: { authorization: 'Bearer wrong' } });
  expect([reply.status(), reply.headers()['content-type']]).toEqual([401, 'application/problem+json']);
});
