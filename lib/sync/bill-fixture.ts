import { type Amounts, amountsOf, BASES, type Basis } from '@/lib/finance/basis';
import { type Bill, type BillLine, LINE_SCALE } from '@/lib/finance/bill';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { formatDecimal, parseDecimal } from '@/lib/finance/money';
import { addMonths, firstDay, type Month, monthsIn } from '@/lib/finance/month';

/** Accounts of the small test company. One has an id with leading zeros. */
export const ACCOUNTS = ['000011112222', '111122223333', '222233334444'] as const;
const RECORD_TYPES = ['Usage', 'DiscountedUsage', 'RIFee', 'Credit', 'Tax'] as const;
const SERVICES = ['Amazon Simple Storage Service', 'Amazon Relational Database Service'] as const;

/** An amount of a line from a decimal string, a little different in every basis. */
export const spread = (amount: string): Amounts => {
  const line = parseDecimal(amount, LINE_SCALE);
  return amountsOf((basis) => line + (line / 100n) * BigInt(BASES.indexOf(basis)));
};

const line = (
  month: Month,
  account: string,
  recordType: string,
  service: string,
  amount: string,
  app: string | null,
): BillLine => ({
  month,
  day: firstDay(month),
  account,
  recordType,
  service,
  tags: app === null ? {} : { app },
  categories: {},
  amounts: spread(amount),
});

/** Fourteen months, or another number, of three accounts: every charge class but a few, tagged and not, with amounts down to 10⁻¹⁰. */
export function smallBill(openMonth: Month, count = 14): Bill {
  const months = monthsIn({ from: addMonths(openMonth, 1 - count), to: addMonths(openMonth, 1) });
  const lines = months.flatMap((month, m) =>
    ACCOUNTS.flatMap((account, a) =>
      RECORD_TYPES.flatMap((recordType, r) =>
        SERVICES.map((service, s) => {
          const sign = recordType === 'Credit' ? '-' : '';
          const amount = `${sign}${100 * (a + 1) + 10 * r + m}.${(s + 1) * 1234567}89`;
          return line(
            month,
            account,
            recordType,
            service,
            amount,
            s === 0 ? (['checkout', 'search', null][a] ?? null) : null,
          );
        }),
      ),
    ),
  );
  return { currency: 'USD', lines };
}

/** Σ of the lines that `takes` lets through, in exact units of 10⁻¹⁸. */
export function sumLines(bill: Bill, basis: Basis, takes: (line: BillLine) => boolean): bigint {
  return bill.lines.reduce((sum, each) => (takes(each) ? sum + each.amounts[basis] : sum), 0n);
}

export const isUsage = (each: BillLine): boolean => chargeClassOf(each.recordType) === 'usage';

/** The distance of a stored amount (10⁻⁹) from an exact sum (10⁻¹⁸), as a decimal string to compare with a bound. */
export const distance = (units: bigint, exact: bigint): number => {
  const difference = units * 10n ** 9n - exact;
  return Math.abs(Number(formatDecimal(difference, LINE_SCALE)));
};
