import { formatDecimal } from '@/lib/finance/money';
import type { Books } from './books';
import type { ProjectSums } from './project-shapes';
import type { ReconciledMonth } from './reconciliation';
import type { StripReport } from './shapes';
import { frameOf, verdictOf } from './strip';

/** The identity of `finance.md` §9 in its four terms; `months` null: the reader sees a part, and no total of the whole. */
export function projectStrip(
  books: Books,
  { direct, shared, unallocated, residual, control }: ProjectSums,
  months: readonly ReconciledMonth[] | null,
): StripReport {
  const parts = [
    { name: 'direct', amount: formatDecimal(direct) },
    { name: 'shared', amount: formatDecimal(shared) },
    { name: 'unallocated', amount: formatDecimal(unallocated) },
  ] as const;
  if (months === null || residual === null || control === null) {
    return {
      ...frameOf(books),
      ...{ parts, controlTotal: null, difference: null, state: 'unknown' },
      reason: 'You see some of the accounts and projects; the total of all is not shown.',
    };
  }
  return {
    ...frameOf(books),
    parts: [...parts, { name: 'residual', amount: formatDecimal(residual) }],
    controlTotal: formatDecimal(control),
    difference: formatDecimal(direct + shared + unallocated + residual - control),
    ...verdictOf(books, months),
  };
}
