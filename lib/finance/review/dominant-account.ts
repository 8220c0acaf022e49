import { figure } from './finding';
import { isMaterial, percentOf, sumOf } from './review-facts';
import type { ReviewRule } from './review-rule';

const FEWEST_ACCOUNTS = 3;

export const dominantAccount: ReviewRule = {
  id: 'dominant-account',
  severity: 'medium',
  title: 'One account that is most of the bill',
  stake: 'what the account costs',
  reason:
    'An organization whose cost lies in one account has the work of many accounts and the insight of one. Whatever is decided about this account decides everything: what is in it deserves borders of its own.',
  find: ({ accounts }) => {
    const charging = accounts.filter(({ total }) => total > 0n);
    const all = sumOf(charging.map(({ total }) => total));
    if (charging.length < FEWEST_ACCOUNTS) return [];
    return charging
      .filter(({ total }) => isMaterial(total) && total * 2n > all)
      .map(({ id, name, total }) => ({
        subject: { kind: 'account', id, name },
        statement: `${name} is ${percentOf(total, all)} of what ${charging.length} accounts cost.`,
        evidence: [
          figure('Cost of the account', total, { account: [id] }, { to: 'account', id }),
          figure('All accounts that cost something', all, null),
        ],
        cost: total,
        fix: `Look at what ${name} holds by project and environment, and give the largest parts accounts of their own.`,
      }));
  },
};
