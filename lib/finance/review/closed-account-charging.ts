import { CHARGE_CLASSES } from '../charge-class';
import { fact, figure } from './finding';
import { isClosing, isMaterial } from './review-facts';
import type { ReviewRule } from './review-rule';

export const closedAccountCharging: ReviewRule = {
  id: 'closed-account-charging',
  severity: 'high',
  title: 'Suspended or closed accounts that still charge',
  stake: 'what the account costs',
  reason:
    'A suspended account cannot be signed in to, so nobody can look after what goes on in it; yet commitments, subscriptions and Marketplace contracts that were made in it go on until they are ended. What was charged before the account was suspended is not counted here: it was suspended before the first of these months.',
  find: ({ accounts }) =>
    accounts
      .filter(({ state, stateBefore, total }) => isClosing(state) && isClosing(stateBefore) && isMaterial(total))
      .map(({ id, name, state, total, classes }) => ({
        subject: { kind: 'account', id, name },
        statement: `${name} is ${(state ?? '').toLowerCase().replaceAll('_', ' ')} and still charges.`,
        evidence: [
          ...CHARGE_CLASSES.flatMap((charge) => {
            const units = classes.get(charge) ?? 0n;
            const costs = { account: [id], chargeClass: [charge] };
            return units === 0n ? [] : [figure(WORDS[charge], units, costs, { to: 'account', id })];
          }),
          fact(`AWS says ${state ?? ''}.`),
        ],
        cost: total,
        fix: `Ask AWS Support what ${name} is still charged for; end its subscriptions and commitments, or have it reopened to do so.`,
      })),
};

const WORDS = {
  usage: 'Usage',
  commitment: 'Commitments',
  support: 'Support',
  other: 'Other charges',
  discount: 'Discounts',
  credit: 'Credits',
  refund: 'Refunds',
  tax: 'Tax',
} as const;
