import { connect } from 'node:net';
import { expect, test } from './fixtures';
import { SCREENS } from './screens';

// What a browser is told with every page, and what the server does with what no browser sends.

for (const screen of ['/overview', '/sign-in', '/no-such-page', '/api/v1/health', '/api/v1/costs', '/icon.svg']) {
  test(`${screen} comes with the headers that a browser guards it by`, async ({ request }) => {
    const headers = (await request.get(screen, { headers: { 'x-forwarded-proto': 'https' } })).headers();
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
      'x-request-id': expect.stringMatching(/^[\w-]{8,64}$/),
    });
    expect(headers['x-powered-by']).toBeUndefined();
    if (screen.endsWith('.svg')) return;
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
    expect(policy).not.toMatch(/style-src [^;]*'unsafe-/);
  });
}

test('two pages never share a nonce, and every script of a page has it', async ({ page, request }) => {
  const nonceOf = (policy = '') => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  const one = await page.goto('/overview');
  const other = await request.get('/overview');
  const nonce = nonceOf(one?.headers()['content-security-policy']);
  expect(nonce.length).toBeGreaterThan(20);
  expect(nonceOf(other.headers()['content-security-policy'])).not.toBe(nonce);
  const source = (await one?.text()) ?? '';
  const scripts = [...source.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
});

test('no script of a page holds a secret of the server', async ({ page }) => {
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    if (/javascript|html|component/.test(response.headers()['content-type'] ?? ''))
      bodies.push(response.text().catch(() => ''));
  });
  for (const screen of SCREENS.slice(0, 6)) await page.goto(screen, { waitUntil: 'networkidle' });
  const sent = (await Promise.all(bodies)).join('\n');
  expect(sent).not.toMatch(
    /AUTH_SECRET|NEXTAUTH_SECRET|DATABASE_URL|SUBLEDGER_METRICS_TOKEN|aws_secret|BEGIN [A-Z ]*PRIVATE KEY/,
  );
});

test('a body that is too long is refused, to the API and to an action', async ({ request }) => {
  const long = 'x'.repeat(7_000_000);
  for (const [path, headers] of [
    ['/api/v1/revenue', { authorization: 'Bearer sbl_x' }],
    ['/overview', { 'next-action': '0'.repeat(42) }],
  ] as const) {
    const reply = await request.post(path, { data: long, headers: { ...headers, 'content-type': 'text/plain' } });
    expect([path, reply.status()]).toEqual([path, 413]);
    expect(await reply.json()).toMatchObject({ status: 413, type: 'urn:subledger:problem:too-large' });
  }
});

test('an action from another site is refused', async ({ request, baseURL }) => {
  const reply = await request.post('/settings/sync', {
    headers: { 'next-action': '0'.repeat(42), origin: 'https://evil.example', 'content-type': 'text/plain' },
    data: '[]',
  });
  expect(reply.status()).toBeGreaterThanOrEqual(400);
  expect(baseURL).toContain('127.0.0.1');
});

test('a demo is shown to nobody who comes by another name or from another machine', async ({ request }) => {
  for (const headers of [
    { host: 'evil.example' },
    { 'x-forwarded-for': '203.0.113.9' },
    { 'x-forwarded-host': 'evil.example' },
  ]) {
    const reply = await request.get('/overview', { headers, maxRedirects: 0 });
    expect([headers, reply.status() === 200 && (await reply.text()).includes('Northwind')]).toEqual([headers, false]);
  }
});

test('paths that lead out of the server lead nowhere', async ({ baseURL }) => {
  const port = Number(new URL(baseURL ?? '').port);
  for (const path of [
    '/../../etc/passwd',
    '/_next/static/../../../package.json',
    '/..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/data/subledger.db',
    '/%zz',
    '/overview%0d%0aSet-Cookie:%20a=b',
  ]) {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
      );
      socket.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      socket.on('error', reject).on('close', () => resolve(text));
    });
    expect([path, /root:x:0|"subledger"|SQLite format/.test(answer)]).toEqual([path, false]);
    expect([path, /^set-cookie: a=b/im.test(answer)]).toEqual([path, false]);
    expect([path, answer.slice(0, 12)]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 (3|4)\d\d/)]);
  }
});

test('a server says whether it is ready, and its metrics to those who may', async ({ request }) => {
  expect(await (await request.get('/api/ready')).json()).toEqual({ status: 'ready' });
  expect((await request.get('/api/v1/metrics', { headers: { authorization: 'Bearer wrong' } })).status()).toBe(401);
  const page = await request.get('/api/v1/metrics', { headers: { 'sec-fetch-site': 'same-origin' } });
  expect(page.headers()['content-type']).toContain('text/plain');
  const text = await page.text();
  for (const name of [
    'subledger_build_info',
    'process_resident_memory_bytes',
    'subledger_http_requests_total',
    'subledger_sync_last_success_timestamp_seconds',
  ])
    expect(text).toContain(name);
  expect(text).toMatch(/subledger_sync_last_failed\{connection="[^"]+"\} 0/);
});
