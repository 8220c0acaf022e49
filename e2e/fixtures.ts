import { test as base, expect } from '@playwright/test';

/**
 * The test that every spec uses: relative addresses start at the server of `global-setup.ts`, and a page that throws
 * or that writes an error to its console fails its test.
 */
export const test = base.extend<{ expectsErrors: boolean }>({
  expectsErrors: [false, { option: true }],
  baseURL: process.env.SUBLEDGER_E2E_URL,
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

export { expect };
