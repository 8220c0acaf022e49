import { formatDecimal } from '@/lib/finance/money';
import type { Knobs } from './knobs';

/** Writes an amount of 10^-`decimals` as Cost Explorer does, or as the knobs ask. */
export function writeAmount(units: bigint, { decimals, scientific, negativeZero }: Knobs): string {
  if (units === 0n) return negativeZero ? '-0' : '0';
  return scientific ? exponential(units, decimals) : formatDecimal(units, decimals);
}

/** `-42n` of 10⁻¹⁰ → `"-4.2E-9"`. */
function exponential(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString();
  const fraction = digits.slice(1).replace(/0+$/, '');
  const exponent = digits.length - 1 - decimals;
  return `${units < 0n ? '-' : ''}${digits[0]}${fraction && `.${fraction}`}E${exponent >= 0 ? '+' : ''}${exponent}`;
}
