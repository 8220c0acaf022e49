import { type Dimension, isCategoryDimension, isTagDimension } from '@/lib/finance/cost-dimension';
import { projectOf, type Rules } from '@/lib/finance/rules';
import type { Placements } from './placements';

/** What the keys that are ours are called. */
const NAMES: Readonly<Record<string, string>> = {
  '(untagged)': 'Untagged',
  '(unallocated)': 'Unallocated',
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

/** The name of a key of ours; null for any other. */
export const nameOfOurs = (key: string): string | null => (Object.hasOwn(NAMES, key) ? (NAMES[key] ?? null) : null);

/** A tag value as a company wrote it: without the backslash that tells it from a key of ours. */
export const rawValue = (key: string): string => key.replace(/^\\(?=\\*\()/, '');

/** Labels of rows: names where keys are ids, the keys themselves elsewhere. */
export function labelsOf(
  groupBy: readonly Dimension[],
  placements: Placements,
  rules: Rules,
): (keys: readonly string[]) => string {
  const labelOf = (dimension: Dimension, key: string): string => {
    if (dimension === 'class' && key === '(unknown)') return 'No class';
    const own = nameOfOurs(key);
    if (own !== null) return own;
    if (dimension === 'account') return placements.names.get(key) ?? key;
    if (dimension === 'ou') return placements.unitNames.get(key) ?? key;
    if (dimension === 'project') return projectName(rules, key);
    return isTagDimension(dimension) || isCategoryDimension(dimension) || dimension === 'environment'
      ? rawValue(key)
      : key;
  };
  return (keys) => groupBy.map((dimension, index) => labelOf(dimension, keys[index] ?? '')).join(' · ');
}

/** What a project is called; one that only tags name by its value. */
export function projectName(rules: Rules, id: string): string {
  const { name } = projectOf(rules, id);
  return name === id ? rawValue(id) : name;
}
