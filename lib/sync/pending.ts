import { z } from 'zod';
import { type Amounts, amountsOf, BASES } from '@/lib/finance/basis';
import { formatDecimal, parseDecimal } from '@/lib/finance/money';
import type { MonthBook } from '@/lib/store/books';

const decimal = z.string().transform((text) => parseDecimal(text));
const pending = z.object({ runId: z.string(), residual: z.object(amountsShape()) });

function amountsShape() {
  return { unblended: decimal, amortized: decimal, netUnblended: decimal, netAmortized: decimal, blended: decimal };
}

/** The residual for which another run than `runId` held a month back; null when none did. Zero: held for another reason. */
export function pendingResidual(book: MonthBook | null, runId: string): Amounts | null {
  if (book === null || book.pending === '') return null;
  const held = pending.parse(JSON.parse(book.pending));
  return held.runId === runId ? null : held.residual;
}

/** Writes down which run held a month back, and the residual that it was held for, as decimal strings; null: for none. */
export const writePending = (runId: string, residual: Amounts | null): string =>
  JSON.stringify({ runId, residual: amountTexts(residual ?? amountsOf(() => 0n)) });

const amountTexts = (amounts: Amounts) =>
  Object.fromEntries(BASES.map((basis) => [basis, formatDecimal(amounts[basis])]));
