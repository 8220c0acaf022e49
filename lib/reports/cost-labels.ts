import { type Dimension, isTagDimension } from '@/lib/finance/cost-dimension';
import type { Placements } from './placements';

/** What the keys that are ours are called. */
const NAMES: Readonly<Record<string, string>> = {
  '(untagged)': 'Untagged',
  '(residual)': 'Residual',
  '(rounding)': 'Rounding',
  '(unknown)': 'Unknown',
  '(not fetched)': 'Not fetched',
  '(commitment)': 'Commitments',
  '(support)': 'Support',
  '(other)': 'Other charges',
  '(discount)': 'Discounts',
  '(credit)': 'Credits',
  '(refund)': 'Refunds',
  '(tax)': 'Tax',
};

/** Labels of rows: names where keys are ids, the keys themselves elsewhere. */
export function labelsOf(groupBy: readonly Dimension[], placements: Placements): (keys: readonly string[]) => string {
  const labelOf = (dimension: Dimension, key: string): string => {
    const own = NAMES[key];
    if (own !== undefined) return own;
    if (dimension === 'account') return placements.names.get(key) ?? key;
    if (dimension === 'ou') return placements.unitNames.get(key) ?? key;
    return isTagDimension(dimension) ? key.replace(/^\\(?=\\*\()/, '') : key;
  };
  return (keys) => groupBy.map((dimension, index) => labelOf(dimension, keys[index] ?? '')).join(' · ');
}
