import type { MonthState } from '@/lib/reports/shapes';

/** How many of the last months are not final: a sparkline dots them. */
export function uncertainMonths(history: readonly MonthState[]): number {
  const first = history.findIndex(({ state }) => state === 'estimated');
  return first < 0 ? 0 : history.length - first;
}
