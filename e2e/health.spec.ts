import { expect, test } from './fixtures';

test('the health call says that the server and its store are well', async ({ request }) => {
  const reply = await request.get('/api/v1/health');
  expect(reply.status()).toBe(200);
  expect(await reply.json()).toMatchObject({ status: 'ok' });
});

test('the health call tells nothing more than the contract says', async ({ request }) => {
  const reply = await request.get('/api/v1/health');
  expect(Object.keys(await reply.json()).sort()).toEqual(['database', 'status', 'version']);
});
