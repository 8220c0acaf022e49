import type { ChargeClass } from './charge-class';
import { formatDecimal } from './money';
import type { AccountCondition, Assignment, Effective, PoolRule, PoolSource, TagCondition } from './rules';

const quoted = (texts: readonly string[]): string => texts.map((text) => JSON.stringify(text)).join(', ');

/** A condition in words: `accounts 111122223333`, `tag values "Checkout", "check-out"`. */
export function conditionWords(when: AccountCondition | TagCondition): string {
  switch (when.kind) {
    case 'accounts':
      return `${when.ids.length === 1 ? 'account' : 'accounts'} ${when.ids.join(', ')}`;
    case 'ou':
      return `accounts under ${when.id}`;
    case 'accountTag':
      return when.value === null
        ? `accounts with the tag ${when.key}`
        : `accounts with the tag ${when.key} = ${JSON.stringify(when.value)}`;
    case 'accountName':
      return `accounts named like ${when.pattern}`;
    case 'tagValues':
      return `${chainWords(when)}${when.values.length === 1 ? 'value' : 'values'} ${quoted(when.values)}`;
    case 'tagPattern':
      return `${chainWords(when)}values like ${when.pattern}`;
  }
}

const chainWords = ({ dimension }: TagCondition): string => (dimension === null ? 'tag ' : `${dimension} tag `);

/** What a rule yields in words: `project checkout, environment prod`. */
export function yieldWords({ project, pool, environment }: Assignment['then']): string {
  const parts = Object.entries({ project, pool, environment }).flatMap(([name, id]) =>
    id === undefined ? [] : [`${name} ${id}`],
  );
  return parts.length === 0 ? 'what the pattern names' : parts.join(', ');
}

/** The months of a rule in words: `from 2026-01`, `2026-01 up to but without 2026-07`; '' when it always holds. */
export function monthsWords({ from, to }: Effective): string {
  if (from === null) return to === null ? '' : `before ${to}`;
  return to === null ? `from ${from}` : `from ${from}, before ${to}`;
}

/** An assignment rule in words. */
export function assignmentWords(rule: Assignment): string {
  const months = monthsWords(rule);
  return `${conditionWords(rule.when)} → ${yieldWords(rule.then)}${months === '' ? '' : ` (${months})`}`;
}

/** What a pool takes in words. */
export function sourceWords(source: PoolSource): string {
  switch (source.kind) {
    case 'pool':
      return `what rules give to pool ${source.id}`;
    case 'chargeClass':
      return chargeWords[source.chargeClass];
    case 'charges':
      return `charges that are not usage of ${accountWords(source.account)}`;
    case 'untagged':
      return `untagged usage of ${accountWords(source.account)}`;
  }
}

const chargeWords: Record<ChargeClass, string> = {
  usage: 'usage',
  commitment: 'commitment charges',
  support: 'support charges',
  other: 'other charges',
  discount: 'discounts',
  credit: 'credits',
  refund: 'refunds',
  tax: 'tax',
};

const accountWords = (account: string): string => (account === 'all' ? 'all mixed accounts' : `account ${account}`);

/** Fixed weights in words, by id: `checkout 70 %, search 30 %`; '' without any. */
export const weightsWords = (weights: PoolRule['weights']): string =>
  [...weights]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, units]) => `${id} ${formatDecimal(units)} %`)
    .join(', ');

/** The targets of a pool in words. */
export function targetsWords({ targets, otherwise }: Pick<PoolRule, 'targets' | 'otherwise'>): string {
  if (targets === 'all') return 'all projects';
  if (targets !== 'sameAccount') return targets.join(', ');
  return `the projects of the same account, ${otherwise === 'all' ? 'without one all' : 'without one none'}`;
}
