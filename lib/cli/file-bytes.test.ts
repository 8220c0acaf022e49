import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bytesOf } from './file-bytes';

const folder = mkdtempSync(join(tmpdir(), 'subledger-bytes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const failureOf = (path: string) => {
  try {
    return bytesOf(path);
  } catch (error) {
    return error;
  }
};

it('reads a file whole', () => {
  const path = join(folder, 'some.csv');
  const text = 'month,entity,amount\n'.repeat(200_000);
  writeFileSync(path, text);
  expect(Buffer.from(bytesOf(path)).toString()).toBe(text);
});

it('refuses five gigabytes, and a file that never ends, without keeping them', () => {
  const path = join(folder, 'huge.csv');
  writeFileSync(path, '');
  truncateSync(path, 5_000_000_000);
  const before = process.memoryUsage.rss();
  expect(failureOf(path)).toMatchObject({ code: 'too-large', message: expect.stringContaining('huge.csv') });
  expect(failureOf('/dev/zero')).toMatchObject({ code: 'too-large' });
  expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000);
});

it('says why a file cannot be read', () => {
  expect(failureOf(join(folder, 'none.csv'))).toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('ENOENT'),
  });
  expect(failureOf(folder)).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('EISDIR') });
});
