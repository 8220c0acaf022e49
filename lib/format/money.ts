import { type Currency, divideHalfEven, parseDecimal, toCents, UNIT_SCALE } from '@/lib/finance/money';

/** Shown for an amount of exactly nothing. */
export const DASH = '–';
/** Shown where a figure has no meaning. */
export const NOT_APPLICABLE = 'n/a';

const LOCALE = 'en-US';
const WHOLE = new Intl.NumberFormat(LOCALE, { useGrouping: true, maximumFractionDigits: 0 });

/** A figure as the sheet prints it. `negative` and `zero` say how to draw it; they are never told by colour alone. */
export type Figure = { readonly text: string; readonly negative: boolean; readonly zero: boolean };

/** Whole cents as `1,234.56`, without sign. */
function digits(cents: bigint): string {
  const magnitude = cents < 0n ? -cents : cents;
  return `${WHOLE.format(magnitude / 100n)}.${String(magnitude % 100n).padStart(2, '0')}`;
}

/** Whole cents in the accountant's signs: `1,234.56`, negatives `(1,234.56)`, `0.00` for zero. Units stand in the header. */
export function formatCents(cents: bigint): string {
  return cents < 0n ? `(${digits(cents)})` : digits(cents);
}

/**
 * A figure of a sheet from whole `cents` (already rounded, perhaps with its neighbours) and the exact `units` of 10⁻⁹.
 * A dash is exactly nothing; an amount that only rounds to nothing is `0.00`.
 */
export function figureOf(cents: bigint, units: bigint): Figure {
  const zero = units === 0n && cents === 0n;
  return { text: zero ? DASH : formatCents(cents), negative: cents < 0n, zero };
}

/** A decimal string of the currency as a figure, rounded by itself. @throws RangeError when it is not a number. */
export function formatFigure(amount: string): Figure {
  const units = parseDecimal(amount);
  return figureOf(toCents(units), units);
}

/** The exact amount for a reader who asks: `1,234.567800001 USD`, negatives `(…)`; never fewer than two decimals. */
export const formatExact = (amount: string, currency: Currency): string => `${formatExactFigure(amount)} ${currency}`;

/** The same without its currency, which stands beside it. */
export function formatExactFigure(amount: string): string {
  const units = parseDecimal(amount);
  const magnitude = units < 0n ? -units : units;
  const scale = 10n ** BigInt(UNIT_SCALE);
  const fraction = String(magnitude % scale)
    .padStart(UNIT_SCALE, '0')
    .replace(/0{1,7}$/, '');
  const text = `${WHOLE.format(magnitude / scale)}.${fraction}`;
  return units < 0n ? `(${text})` : text;
}

/** An amount in running text, with its sign: `$0.11`, `CN¥2,000.00`. Unknown currency codes are written out. */
export function formatPrice(amount: string, currency: Currency): string {
  const cents = toCents(parseDecimal(amount));
  return signed(digits(cents), cents < 0n, currency);
}

/** An amount in running text, in whole units of the currency, rounded half-even: `$161,204`. */
export function formatWholePrice(amount: string, currency: Currency): string {
  const whole = divideHalfEven(parseDecimal(amount), 10n ** BigInt(UNIT_SCALE));
  return signed(formatWhole(amount), whole < 0n, currency);
}

/** The size of an amount in whole units of the currency, rounded half-even and without its sign: `161,204`. */
export function formatWhole(amount: string): string {
  const whole = divideHalfEven(parseDecimal(amount), 10n ** BigInt(UNIT_SCALE));
  return WHOLE.format(whole < 0n ? -whole : whole);
}

function signed(text: string, negative: boolean, currency: Currency): string {
  const sign = negative ? '−' : '';
  if (!/^[A-Z]{3}$/.test(currency)) return `${sign}${text} ${currency}`.trim();
  const parts = new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).formatToParts(1);
  const symbol = parts.find((part) => part.type === 'currency')?.value ?? currency;
  return symbol === currency ? `${sign}${text} ${currency}` : `${sign}${symbol}${text}`;
}

/** The currency in words, for a header: `US dollars`. Unknown codes are written as they are. */
export function currencyName(currency: Currency): string {
  if (!/^[A-Z]{3}$/.test(currency)) return currency;
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency, currencyDisplay: 'name' });
  return format.formatToParts(2).find((part) => part.type === 'currency')?.value ?? currency;
}

/** How many decimals a currency is written with: 2 for dollars, 0 for yen; 2 for an unknown code. */
export function currencyDigits(currency: Currency): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** A figure of a sheet from whole counts of 10^-`digits` of the currency, and the exact `units` of 10⁻⁹. */
export function figureOfCounts(counts: bigint, digits: number, units: bigint): Figure {
  const zero = units === 0n && counts === 0n;
  if (zero) return { text: DASH, negative: false, zero };
  const magnitude = counts < 0n ? -counts : counts;
  const scale = 10n ** BigInt(digits);
  const fraction = digits === 0 ? '' : `.${String(magnitude % scale).padStart(digits, '0')}`;
  const text = `${WHOLE.format(magnitude / scale)}${fraction}`;
  return { text: counts < 0n ? `(${text})` : text, negative: counts < 0n, zero };
}
