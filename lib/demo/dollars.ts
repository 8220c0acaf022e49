import { type Amounts, amountsOf } from '@/lib/finance/basis';
import { LINE_SCALE } from '@/lib/finance/bill';
import { parseDecimal } from '@/lib/finance/money';

const MILLIONTH = 1_000_000n;

/** An invented float amount as units of 10⁻¹⁸, cut at 10⁻¹²: finer than AWS's ten decimals, and a multiple of 100 units. */
export const invented = (dollars: number): bigint => BigInt(Math.round(dollars * 1e12)) * MILLIONTH;

/** A written amount as units of 10⁻¹⁸. */
export const dollars = (text: string): bigint => parseDecimal(text, LINE_SCALE);

/** The same amount in every basis: what no commitment and no negotiated discount touches. */
export const sameInAll = (units: bigint): Amounts => amountsOf(() => units);

/** The enterprise discount, in percent of what it applies to. */
export const DISCOUNT_PERCENT = 6n;

/** Amounts of a line to which the enterprise discount applies: the net bases have it folded in (`aws.md` A5). */
export function discounted(gross: { unblended: bigint; amortized: bigint; blended: bigint }): Amounts {
  const net = (units: bigint): bigint => units - discountOn(units);
  return { ...gross, netUnblended: net(gross.unblended), netAmortized: net(gross.amortized) };
}

/** The discount on an amount, in the same unit and sign. */
export const discountOn = (units: bigint): bigint => (units * DISCOUNT_PERCENT) / 100n;

/** Cuts units to a multiple of a hundred, so that the discount on them is exact. */
export const wholeHundreds = (units: bigint): bigint => units - (units % 100n);
