import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepSecret } from './secret';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'subledger-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('makes one secret, keeps it for its owner alone, and gives it again', () => {
  const database = join(folder, 'books', 'subledger.db');
  const secret = keepSecret(database);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(keepSecret(database)).toBe(secret);
  expect(readdirSync(join(folder, 'books'))).toEqual(['auth-secret']);
  expect(statSync(join(folder, 'books', 'auth-secret')).mode & 0o777).toBe(0o600);
  expect(keepSecret(join(folder, 'subledger.db'))).not.toBe(secret);
});

it('refuses a kept file that holds no secret, and names it', () => {
  writeFileSync(join(folder, 'auth-secret'), '\n');
  expect(() => keepSecret(join(folder, 'subledger.db'))).toThrow(join(folder, 'auth-secret'));
});

it('says which file it cannot make, and what to check', () => {
  writeFileSync(join(folder, 'books'), 'a file where the folder should be');
  const fault = { code: 'store-unavailable', message: expect.stringContaining(join(folder, 'books', 'auth-secret')) };
  expect(() => keepSecret(join(folder, 'books', 'subledger.db'))).toThrow(expect.objectContaining(fault));
});
