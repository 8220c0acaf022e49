import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { startServer } from './server';

/** A server with the demo company, and the folder of its stores. */
type Books = { readonly url: string; readonly folder: string };

/**
 * The test that every spec uses: relative addresses start at the server of `global-setup.ts`, and a page that throws
 * or that writes an error to its console fails its test. A spec that changes the books says `ownBooks`: it gets a server
 * and a copy of the demo's store of its own, since the others count on what they read.
 */
export const test = base.extend<{ expectsErrors: boolean }, { ownBooks: boolean; books: Books }>({
  ownBooks: [false, { option: true, scope: 'worker' }],
  books: [
    async ({ ownBooks }, use) => {
      const shared = { url: process.env.SUBLEDGER_E2E_URL ?? '', folder: process.env.SUBLEDGER_E2E_DATA ?? '' };
      if (!ownBooks) return use(shared);
      const server = await startServer({ SUBLEDGER_DEMO: 'on' }, (folder) =>
        copyDemoStore(shared.folder, join(folder, 'demo.db')),
      );
      try {
        await use(server);
      } finally {
        await server.stop();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  expectsErrors: [false, { option: true }],
  baseURL: async ({ books }, use) => use(books.url),
  page: async ({ page, expectsErrors }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
    });
    await use(page);
    if (!expectsErrors) expect(errors).toEqual([]);
  },
});

/** Copies the demo's store from a folder into a file while its server runs. */
export async function copyDemoStore(folder: string, file: string): Promise<void> {
  const db = await openDatabase(`file:${join(folder, 'demo.db')}`);
  try {
    await db.prisma.$executeRawUnsafe(`VACUUM INTO '${file.replaceAll("'", "''")}'`);
  } finally {
    await closeDatabase(db);
  }
}

export { expect };
