import { expect, it } from 'vitest';
import { clientAddress } from './client-address';

it.each([
  ['203.0.113.9', 0, '203.0.113.9'],
  ['::ffff:203.0.113.9', 0, '203.0.113.9'],
  ['2001:db8::1', 0, '2001:db8::1'],
  ['1.1.1.1, 203.0.113.9', 0, '203.0.113.9'],
  ['1.1.1.1, 203.0.113.9, 10.0.0.1', 1, '203.0.113.9'],
  ['203.0.113.9, 10.0.0.2, 10.0.0.1', 2, '203.0.113.9'],
  ['10.0.0.1', 1, '10.0.0.1'],
  ['<script>alert(1)</script>', 0, ''],
  ['evil\u0085, unknown', 0, ''],
  ['', 0, ''],
])('of %j behind %i proxies is %j', (noted, proxies, address) => {
  const headers = { get: (name: string) => (name === 'x-forwarded-for' ? noted : null) };
  expect(clientAddress(headers, proxies)).toBe(address);
});

it('is unknown where nothing was noted', () => expect(clientAddress(new Headers(), 0)).toBe(''));
