import { addMonths, isMonth, type Month, type MonthRange } from '@/lib/finance/month';
import { UsageError } from './output';

export type MonthOptions = { readonly month?: Month; readonly from?: Month; readonly to?: Month };

/** The months that `--month`, or `--from` and `--to`, name; null is the last full one. @throws UsageError */
export function monthsOf({ month, from, to }: MonthOptions): MonthRange | null {
  for (const [flag, text] of Object.entries({ month, from, to })) {
    if (text !== undefined && !isMonth(text)) throw new UsageError(`--${flag} ${text} is not a month such as 2026-10.`);
  }
  if (month !== undefined && (from !== undefined || to !== undefined))
    throw new UsageError('Give --month, or --from and --to.');
  if (month !== undefined) return { from: month, to: addMonths(month, 1) };
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined)
    throw new UsageError(`--${from ? 'to' : 'from'} is missing: a range has both ends, --to exclusive.`);
  if (from >= to) throw new UsageError('--to must be after --from: it is exclusive.');
  return { from, to };
}
