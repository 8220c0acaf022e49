import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { SCREENS } from './screens';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { readonly id: string; readonly nodes: readonly { readonly target: unknown }[] };

/** What axe finds wrong with a page, rule by rule, with the elements. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  const found = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  )) as Violation[];
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => JSON.stringify(target)).join(' ')}`);
}

// One file of many screens would keep one worker busy alone.
test.describe.configure({ mode: 'parallel' });

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height } });
    for (const screen of SCREENS) {
      test(`${screen} has no violation, light or dark`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(screen, { waitUntil: 'networkidle' });
        expect(['light', await violations(page)]).toEqual(['light', []]);
        // The theme is of the style sheet alone: a page that stands turns dark as one does that is opened so.
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished))');
        expect(['dark', await violations(page)]).toEqual(['dark', []]);
      });
    }
  });
}
