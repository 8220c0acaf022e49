import { z } from 'zod';
import { type Amounts, BASES } from '@/lib/finance/basis';
import { formatDecimal } from '@/lib/finance/money';
import type { MonthBook } from '@/lib/store/books';

const pending = z.object({ runId: z.string(), residual: z.record(z.string(), z.string()) });

/** What a run kept of a month that it held back, for the next run to confirm; null when nothing is held. */
export function pendingOf(book: MonthBook | null): { runId: string } | null {
  if (book === null || book.pending === '') return null;
  return pending.parse(JSON.parse(book.pending));
}

/** Writes down which run held a month back, and the residual that it saw, as decimal strings. */
export const writePending = (runId: string, residual: Amounts): string =>
  JSON.stringify({
    runId,
    residual: Object.fromEntries(BASES.map((basis) => [basis, formatDecimal(residual[basis])])),
  });
