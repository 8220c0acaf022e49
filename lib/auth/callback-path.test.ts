import { describe, expect, it } from 'vitest';
import { callbackPath, ownPath } from './callback-path';

describe('a path after sign-in', () => {
  it.each([
    '/',
    '/accounts?month=2026-10',
    '/statements?column=project%3Acheckout&compare=lastYear#total',
    '/projects/a%2Fb',
    '/projects/100%25',
  ])('%s is our own', (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    ...['//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'evil.example', ''],
    ...['/\t/evil.example', '/\n/evil.example', '/%09/evil.example', '/%5cevil.example', '/%2f%2fevil.example/x'],
    ...['/%252f%252fevil.example', '/%2fevil.example', '/.//evil.example', '/..//evil.example', '/a/..//evil.example'],
    ...['javascript:alert(1)', ' //evil.example', '/%zz', `/${'a'.repeat(3_000)}`],
  ])('%j is not', (path) => {
    expect(ownPath(path)).toBeNull();
    expect(callbackPath(path)).toBe('/');
  });

  it('never leads back to a sign-in', () => {
    expect(callbackPath('/sign-in?callbackUrl=/accounts')).toBe('/');
    expect(callbackPath('/setup/x')).toBe('/');
    expect(callbackPath('/signs')).toBe('/signs');
    expect(callbackPath(undefined)).toBe('/');
  });
});
