import { formatDecimal, parseDecimal } from '@/lib/finance/money';

/**
 * A figure as it was entered, to its last digit: `1,234.50`, negatives `(…)`. `places` are the decimals that are written in
 * any case: 2 for amounts, 0 for counts. Nothing is rounded: a column of such figures adds up as it stands.
 * @throws RangeError when it is not a number
 */
export function formatEntered(decimal: string, places: number): string {
  const [whole = '0', fraction = ''] = formatDecimal(parseDecimal(decimal)).replace('-', '').split('.');
  const digits = fraction.padEnd(places, '0');
  const text = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${digits === '' ? '' : `.${digits}`}`;
  return decimal.trimStart().startsWith('-') && /[1-9]/.test(text) ? `(${text})` : text;
}
