/** ISO 4217 code, as AWS gives it in `Unit`. */
export type Currency = string;

/** `units` are 10⁻⁹ of the currency: AWS prices run far below a cent. */
export type Money = { readonly units: bigint; readonly currency: Currency };

/** Decimal places of a stored amount (`finance.md` §1). */
export const UNIT_SCALE = 9;

const DECIMAL = /^([+-])?(\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const LONGEST = 400;

/**
 * Reads a decimal string exactly as an integer count of 10^-`scale`.
 * Accepts a sign, leading or trailing dots and E-notation (`"4.2E-9"`); rounds half-even at `scale`.
 * @throws RangeError when the text is not a decimal number.
 */
export function parseDecimal(text: string, scale: number = UNIT_SCALE): bigint {
  const match = text.length <= LONGEST ? DECIMAL.exec(text.trim()) : null;
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || whole + fraction === '') throw new RangeError(`not a decimal number: ${text.slice(0, 60)}`);
  const exponent = Number(match[4] ?? '0');
  const digits = BigInt(whole + fraction);
  const shift = scale + exponent - fraction.length;
  const magnitude = shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfEven(digits, 10n ** BigInt(-shift));
  return match[1] === '-' ? -magnitude : magnitude;
}

/** Divides and rounds to the nearest integer, halves to the even one. `divisor` > 0; either sign of `dividend`. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n;
  const magnitude = negative ? -dividend : dividend;
  const quotient = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

/** Writes an integer count of 10^-`scale` as the shortest exact decimal string: `"1234.5678"`, `"-0.000000001"`, `"0"`. */
export function formatDecimal(units: bigint, scale: number = UNIT_SCALE): string {
  if (units === 0n) return '0';
  const magnitude = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = magnitude.slice(0, magnitude.length - scale);
  const fraction = magnitude.slice(magnitude.length - scale).replace(/0+$/, '');
  return (units < 0n ? '-' : '') + whole + (fraction ? `.${fraction}` : '');
}

/** Rounds units to whole cents, half-even. Display and export only (`finance.md` §1). */
export function toCents(units: bigint): bigint {
  return divideHalfEven(units, 10_000_000n);
}

/** The absolute value, in the same unit. */
export function magnitude(units: bigint): bigint {
  return units < 0n ? -units : units;
}
