import { NOT_APPLICABLE } from './money';

const LOCALE = 'en-US';
const ONE = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const NONE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });

/** A fraction as `14.0 %`; null, which has no meaning, as `n/a`. */
export function formatPercent(fraction: number | null, decimals: 0 | 1 = 1): string {
  if (fraction === null || !Number.isFinite(fraction)) return NOT_APPLICABLE;
  const text = (decimals === 1 ? ONE : NONE).format(Math.abs(fraction) * 100);
  const negative = fraction < 0 && /[1-9]/.test(text);
  return `${negative ? '−' : ''}${text}\u00a0%`;
}

/** A change as `+3.1 %` or `−1.8 %`; a change that rounds to nothing has no sign; null is `n/a`. */
export function formatChange(fraction: number | null): string {
  const text = formatPercent(fraction);
  return fraction !== null && fraction > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
