import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourcesMark } from './build.mjs';

let checkout = '';
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text);
};
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'subledger-build-'));
  write('app/page.tsx', 'page');
  write('package-lock.json', '{}');
});
afterEach(() => rmSync(checkout, { recursive: true }));

describe('sourcesMark', () => {
  it.each([
    'app/new.tsx',
    'components/ui/button.tsx',
    'lib/finance/money.ts',
    'prisma/models.prisma',
    'public/a.svg',
    'next.config.js',
    'proxy.ts',
    'tsconfig.json',
  ])('changes with %s', (path) => {
    const before = sourcesMark(checkout);
    write(path, 'one');
    const after = sourcesMark(checkout);
    write(path, 'two');
    expect(new Set([before, after, sourcesMark(checkout)]).size).toBe(3);
  });

  it.each([
    'lib/finance/money.test.ts',
    'lib/cli/main.ts',
    'lib/store/README.md',
    'README.md',
    'e2e/a.spec.ts',
    'lib/store/generated/sqlite/client.ts',
  ])('does not change with %s', (path) => {
    const before = sourcesMark(checkout);
    write(path, 'one');
    expect(sourcesMark(checkout)).toBe(before);
  });

  it('changes when a file is renamed', () => {
    write('lib/a.ts', 'same');
    const before = sourcesMark(checkout);
    rmSync(join(checkout, 'lib/a.ts'));
    write('lib/b.ts', 'same');
    expect(sourcesMark(checkout)).not.toBe(before);
  });
});
