import { magnitude, toCents } from '../money';
import { fact, figure } from './finding';
import { isOpen } from './review-facts';
import type { ReviewRule } from './review-rule';

export const dormantAccount: ReviewRule = {
  id: 'dormant-account',
  severity: 'low',
  title: 'Dormant accounts',
  stake: 'nothing: a dormant account is a risk, not a cost',
  reason:
    'An account that cost nothing for three whole months is probably not used, but its users, roles and keys still work, and nobody would notice if they were. Closing it takes a minute, and AWS keeps it for 90 days in case somebody misses it.',
  find: ({ accounts, dormantSince, managementAccountId }) =>
    accounts
      .filter((account) => account.inOrganization && isOpen(account) && account.id !== managementAccountId)
      .filter(({ since }) => since !== null && since <= dormantSince)
      .filter(
        ({ lastMonths }) =>
          lastMonths.length === 3 && lastMonths.every((units) => units !== null && toCents(magnitude(units)) === 0n),
      )
      .map(({ id, name, total, since }) => ({
        subject: { kind: 'account', id, name },
        statement: `${name} cost nothing for three months.`,
        evidence: [
          figure('Cost of the account', total, { account: [id] }, { to: 'account', id }),
          ...(since === null ? [] : [fact(`In the organization since ${since}.`)]),
        ],
        cost: 0n,
        fix: `Ask whether ${name} is needed; if not, close it. If it is kept in reserve, accept the finding with that reason.`,
      })),
};
