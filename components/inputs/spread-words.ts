import { OUTSIDE_COST } from '@/lib/finance/input-kind';
import { readLine } from '@/lib/finance/input-line';
import { formatDecimal } from '@/lib/finance/money';
import { spreadOutsideCost } from '@/lib/finance/outside-cost';
import { formatEntered } from '@/lib/format/entered';
import { formatFigure } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import type { InputLine } from './input-actions';

/** How a cost lies on its months, in words; '' for a line that is not right yet. */
export function spreadWords(line: InputLine): string {
  const reading = readLine(OUTSIDE_COST, line);
  if (!reading.ok || reading.line.amount === null) return '';
  const { amount, currency } = reading.line;
  const parts = spreadOutsideCost({ ...reading.line, amount, currency: currency ?? '' });
  const [first, ...others] = parts;
  if (!first) return '';
  if (others.length === 0) return `All of it in ${formatMonth(first.month)}.`;
  const part = formatDecimal(first.amount);
  const exact = others.every((each) => each.amount === first.amount);
  return `${exact ? formatEntered(part, 2) : `About ${formatFigure(part).text}`} a month over ${parts.length} months.`;
}
