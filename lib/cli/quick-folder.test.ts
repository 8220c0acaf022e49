import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { quickFolder } from './quick-folder.mjs';

it('is a folder that others may pass through and only we may list, and goes with everything in it', () => {
  const { environment, remove } = quickFolder();
  const folder = environment.TMPDIR;
  if (folder === undefined) return expect(environment).toEqual({});
  expect(statSync(folder).mode & 0o777).toBe(0o711);
  writeFileSync(join(folder, 'store.db'), '');
  remove();
  expect(existsSync(folder)).toBe(false);
});
