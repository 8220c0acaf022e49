import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CHECKOUT } from '@/lib/cli/checkout.mjs';

/**
 * The address of every page on the disk, `[id]` and the like as they stand there: a new page is in the list by itself.
 */
export function pagesOnDisk(): string[] {
  const files = readdirSync(join(CHECKOUT, 'app'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${dirname(file)}`.replace(/\/\([^)]+\)/g, '').replace(/^\/\.$/, '/') || '/')
    .sort();
}
