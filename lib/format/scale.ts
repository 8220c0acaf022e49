/** What the figures of an axis are divided by, and the word that says so in the header: `thousand`, or '' for 1. */
export type Scale = { readonly factor: number; readonly word: '' | 'thousand' | 'million' | 'billion' };

const SCALES: readonly Scale[] = [
  { factor: 1e9, word: 'billion' },
  { factor: 1e6, word: 'million' },
  { factor: 1e3, word: 'thousand' },
];
const ONE: Scale = { factor: 1, word: '' };

/** The scale in which the largest magnitude of an axis has at most four digits: 4,999 stays as it is. */
export const scaleOf = (largest: number): Scale =>
  SCALES.find(({ factor }) => Math.abs(largest) >= factor * (factor === 1e3 ? 5 : 1)) ?? ONE;

const TICK = new Intl.NumberFormat('en-US', { maximumFractionDigits: 12 });

/** A figure on an axis, in the axis's scale: `150`, `0.25`, negatives in parentheses. */
export function formatTick(amount: number): string {
  const text = TICK.format(Math.abs(amount));
  return amount < 0 && /[1-9]/.test(text) ? `(${text})` : text;
}
