import { expect, it } from 'vitest';
import { isLoopback } from './loopback';

it.each([
  [{ host: 'localhost:3000' }, true],
  [{ host: '127.0.0.1:3000', 'x-forwarded-for': '127.0.0.1' }, true],
  [{ host: '[::1]:3000', 'x-forwarded-for': '::1' }, true],
  [{ host: 'localhost', 'x-forwarded-for': '::ffff:127.0.0.1' }, true],
  [{ host: 'LOCALHOST:3000' }, true],
  [{ host: 'ledger.example.com' }, false],
  [{ host: 'localhost.example.com' }, false],
  [{ host: '127.0.0.1.example.com' }, false],
  [{ host: 'localhost:3000', 'x-forwarded-for': '203.0.113.9' }, false],
  [{ host: 'localhost:3000', 'x-forwarded-for': '127.0.0.1, 203.0.113.9' }, false],
  [{ host: 'localhost:3000', 'x-forwarded-host': 'ledger.example.com' }, false],
  [{}, false],
])('%j is of this machine: %s', (given, local) => {
  expect(isLoopback(new Headers(given as Record<string, string>))).toBe(local);
});
