import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures';
import { SCREENS } from './screens';

test.describe.configure({ mode: 'parallel' });

const MOST_SCRIPT_BYTES = 200_000;
const MOST_SHIFT = 0.02;

for (const screen of SCREENS) {
  test(`${screen} loads at most 200 kB of scripts first, and shifts nothing`, async ({ page }) => {
    const bodies: Promise<Buffer>[] = [];
    let loaded = false;
    page.on('load', () => {
      loaded = true;
    });
    page.on('response', (response) => {
      if (!loaded && response.request().resourceType() === 'script') bodies.push(response.body());
    });
    await page.addInitScript(() => {
      const shifts = { total: 0 };
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if ('value' in entry && typeof entry.value === 'number' && 'hadRecentInput' in entry && !entry.hadRecentInput)
            shifts.total += entry.value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(screen, { waitUntil: 'networkidle' });
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
    const shift = await page.evaluate('window.shifts.total');
    expect(shift).toBeLessThanOrEqual(MOST_SHIFT);
  });
}

test('the overview prints on one page', async ({ page }) => {
  await page.goto('/overview', { waitUntil: 'networkidle' });
  for (const format of ['A4', 'Letter'] as const) {
    const pdf = (await page.pdf({ format, preferCSSPageSize: false })).toString('latin1');
    expect([format, pdf.match(/\/Type\s*\/Page\b/g)?.length]).toEqual([format, 1]);
  }
});
