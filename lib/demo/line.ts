import type { Amounts } from '@/lib/finance/basis';
import type { BillLine } from '@/lib/finance/bill';
import { type Day, monthOf } from '@/lib/finance/month';
import type { Account } from './accounts';

const NONE: Readonly<Record<string, string>> = {};
export const BUSINESS_UNIT = 'Business unit';

const categories = new Map<string, Readonly<Record<string, string>>>();

/** The account's value of the cost category, shared by its lines. */
function categoriesOf({ businessUnit }: Account): Readonly<Record<string, string>> {
  if (businessUnit === '') return NONE;
  const known = categories.get(businessUnit) ?? { [BUSINESS_UNIT]: businessUnit };
  categories.set(businessUnit, known);
  return known;
}

/** One charge of the company's bill. */
export const lineOf = (
  day: Day,
  account: Account,
  recordType: string,
  service: string,
  amounts: Amounts,
  tags: Readonly<Record<string, string>> = NONE,
): BillLine => ({
  month: monthOf(day),
  day,
  account: account.id,
  recordType,
  service,
  tags,
  categories: categoriesOf(account),
  amounts,
});
