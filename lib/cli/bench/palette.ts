import type { Page } from 'playwright';
import type { PageFigure } from './pages';

/** The search that jumps anywhere, among ten thousand accounts: medians of five, in the page's own time. */
export async function benchPalette(page: Page): Promise<PageFigure[]> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Jump to account, screen' });
  await field.waitFor();
  const times: { reply: number; shown: number }[] = [];
  for (const at of [11, 2222, 345, 4567, 9876]) {
    await page.evaluate(WATCH, `account-${at}`);
    await field.fill(`owner${at}@`);
    await page.getByRole('option', { name: new RegExp(`^account-${at}\\b`) }).waitFor();
    times.push(await page.evaluate<{ reply: number; shown: number }>(TIMES));
  }
  await page.keyboard.press('Escape');
  const median = (of: 'reply' | 'shown') => times.map((each) => each[of]).sort((a, b) => a - b)[2] ?? 0;
  const about = { page: '10,000 accounts', unit: 'ms' };
  return [
    { what: 'reply to ⌘K', figure: median('reply'), limit: 50, ...about },
    { what: 'list of ⌘K after its reply', figure: median('shown'), limit: 100, ...about },
  ];
}

/** Notes when the list first holds the name. */
const WATCH = (name: string) => {
  const list = document.querySelector('[role=listbox]');
  if (!list) throw new Error('there is no list');
  const seen = new MutationObserver(() => {
    if (!list.textContent?.includes(name)) return;
    performance.mark('listed');
    seen.disconnect();
  });
  seen.observe(list, { childList: true, subtree: true, characterData: true });
};

/** Milliseconds that the last reply took to begin, and from its end to the list. */
const TIMES = `(() => {
  const { requestStart, responseStart, responseEnd } = performance
    .getEntriesByType('resource')
    .findLast(({ name }) => name.includes('/api/jump?'));
  const listed = performance.getEntriesByName('listed').at(-1).startTime;
  return { reply: responseStart - requestStart, shown: listed - responseEnd };
})()`;
