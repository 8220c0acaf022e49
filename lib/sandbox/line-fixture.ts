import { type Amounts, amountsOf } from '@/lib/finance/basis';
import { type BillLine, LINE_SCALE } from '@/lib/finance/bill';
import { parseDecimal } from '@/lib/finance/money';

/** The same amount in all five bases, from a decimal string. */
export const flat = (amount: string): Amounts => {
  const units = parseDecimal(amount, LINE_SCALE);
  return amountsOf(() => units);
};

/** A usage line with what a test does not care about filled in. */
export function lineOf(day: string, amount: string, rest: Partial<BillLine> = {}): BillLine {
  return {
    month: day.slice(0, 7),
    day,
    account: '111122223333',
    recordType: 'Usage',
    service: 'Amazon Simple Storage Service',
    tags: {},
    categories: {},
    amounts: flat(amount),
    ...rest,
  };
}
