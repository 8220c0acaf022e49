import { AppError } from '@/lib/errors';
import type { Amounts } from '@/lib/finance/basis';

const LARGEST = 2n ** 63n - 1n;

/**
 * Five amounts as JSON numbers, in the order of `BASES`: both databases read them as integers of 64 bits, exactly.
 * @throws AppError `invalid-input` for an amount beyond 64 bits of units (about 9.2 billion of the currency)
 */
export const amountsJson = (amounts: Amounts): string => amountTexts(amounts).join(',');

/** The same one by one. */
export function amountTexts(amounts: Amounts): string[] {
  const { unblended, amortized, netUnblended, netAmortized, blended } = amounts;
  if (
    isTooLarge(unblended) ||
    isTooLarge(amortized) ||
    isTooLarge(netUnblended) ||
    isTooLarge(netAmortized) ||
    isTooLarge(blended)
  ) {
    throw new AppError('invalid-input', 'An amount is beyond what the store can keep: 9,223,372,036 of the currency.');
  }
  // Most charges cost the same in every basis: a text is made once.
  const text = String(unblended);
  const textOf = (units: bigint): string => (units === unblended ? text : String(units));
  return [text, textOf(amortized), textOf(netUnblended), textOf(netAmortized), textOf(blended)];
}

const isTooLarge = (units: bigint): boolean => units > LARGEST || units < -LARGEST;
