import { z } from 'zod';
import { BASES, DEFAULT_BASIS } from '@/lib/finance/basis';
import { addMonths, isMonth, type Month } from '@/lib/finance/month';
import type { BooksQuery } from '@/lib/reports/books';

const LONGEST_RANGE = 60;

export const month = z
  .string()
  .refine(isMonth, 'must be a month such as 2026-10')
  .meta({
    description: 'A month in UTC.',
    pattern: '^\\d{4}-(0[1-9]|1[0-2])$',
    examples: ['2026-10'],
  });

export const connectionParam = z.string().min(1, 'is empty').max(200).meta({
  description: 'A connection by id or name; all of them when absent.',
});

/** The parameters that every read of the books takes. */
export const booksParams = {
  connection: connectionParam.optional(),
  from: month
    .optional()
    .meta({ description: 'First month, together with `to`; both absent mean the last full month.' }),
  to: month.optional().meta({ description: 'End of the range, a month, exclusive.' }),
  basis: z
    .enum(BASES, { error: `must be one of ${BASES.join(', ')}` })
    .default(DEFAULT_BASIS)
    .meta({ description: 'The cost basis.' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code such as USD')
    .optional()
    .meta({ description: 'Only connections that are billed in this currency.' }),
};

type Range = { from?: Month | undefined; to?: Month | undefined };

/** Holds a range together: both ends or none, in order, not endless. */
export function checkRange({ from, to }: Range, context: z.RefinementCtx): void {
  const fault = (path: 'from' | 'to', message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (from !== undefined && to === undefined) fault('to', 'is missing: a range has both ends, to exclusive');
  if (from === undefined && to !== undefined) fault('from', 'is missing: a range has both ends');
  if (from === undefined || to === undefined) return;
  if (from >= to) fault('to', 'must be after from: it is exclusive');
  else if (addMonths(from, LONGEST_RANGE) < to) fault('to', `must be at most ${LONGEST_RANGE} months after from`);
}

type Params = { connection?: string | undefined; currency?: string | undefined; basis: BooksQuery['basis'] } & Range;

/** The query of a report from checked parameters. */
export const toBooksQuery = ({ connection, currency, from, to, basis }: Params): BooksQuery => ({
  connection: connection ?? null,
  currency: currency ?? null,
  months: from !== undefined && to !== undefined ? { from, to } : null,
  basis,
});
