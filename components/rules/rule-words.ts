import type { Assignment } from '@/lib/finance/rules';
import { conditionWords, monthsWords, yieldWords } from '@/lib/finance/rules-words';

/** An assignment rule in two halves: what it is about, and what it gives. `nameOf` gives an OU its path. */
export function ruleWords(rule: Assignment, nameOf: (unit: string) => string): { when: string; then: string } {
  const { when, then } = rule;
  const condition = when.kind === 'ou' ? `accounts under ${nameOf(when.id)}` : conditionWords(when);
  const months = monthsWords(rule);
  return {
    when: condition.charAt(0).toUpperCase() + condition.slice(1),
    then: `${yieldWords(then)}${months === '' ? '' : `; ${months}`}`,
  };
}
