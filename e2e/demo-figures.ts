import { demoCompany } from '@/lib/demo/company';
import type { Basis } from '@/lib/finance/basis';
import type { BillLine } from '@/lib/finance/bill';
import { addMonths, dayOf, type Month, monthOf } from '@/lib/finance/month';

const today = dayOf(new Date());
const company = demoCompany(today);

/** The last full month: what every screen shows first. */
export const lastMonth: Month = addMonths(monthOf(today), -1);

/** Σ of the demo's bill lines that `takes` lets through, by brute force, in units of 10⁻¹⁸. */
export const sumOf = (basis: Basis, takes: (line: BillLine) => boolean): bigint =>
  company.bill.lines.reduce((sum, line) => (takes(line) ? sum + line.amounts[basis] : sum), 0n);

/** An amount of 10⁻¹⁸ as the screens write it: `1,234.56`, negatives in parentheses. */
export function written(amount: bigint): string {
  const cents = (amount < 0n ? -amount : amount) / 10n ** 15n;
  const rounded = (cents + 5n) / 10n;
  const text = `${String(rounded / 100n).replace(/\B(?=(\d{3})+$)/g, ',')}.${String(rounded % 100n).padStart(2, '0')}`;
  return amount < 0n ? `(${text})` : text;
}

/** The figures in a text that screens wrote, in whole cents: negatives in parentheses. */
export const centsIn = (text: string): bigint[] =>
  [...text.matchAll(/(\()?(\d[\d,]*)\.(\d\d)\)?/g)].map(([, open, whole = '', cents = '']) => {
    const counts = BigInt(`${whole.replaceAll(',', '')}${cents}`);
    return open ? -counts : counts;
  });

/** The account of the demo that is called so. */
export function accountNamed(name: string): { id: string; name: string; email: string | null } {
  const found = company.organizationOn(today).accounts.find((account) => account.name === name);
  if (!found) throw new Error(`the demo has no account ${name}`);
  return found;
}
