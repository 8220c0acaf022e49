import { fact, figure } from './finding';
import { isOpen } from './review-facts';
import type { ReviewRule } from './review-rule';

export const accountUnderRoot: ReviewRule = {
  id: 'account-under-root',
  severity: 'medium',
  title: 'Accounts directly under the root',
  stake: 'what the account costs',
  reason:
    'Policies are attached to OUs, since a policy at the root holds everybody at once, the next account included. An account directly under the root gets none of what its kind gets: no guard rails, no tag policy, no place in a report by OU. The management account itself belongs there.',
  find: ({ accounts, root, managementAccountId, units }) =>
    accounts
      .filter((account) => root !== null && account.parentId === root.id && account.id !== managementAccountId)
      .filter((account) => account.inOrganization && isOpen(account))
      .map(({ id, name, total }) => ({
        subject: { kind: 'account', id, name },
        statement: `${name} stands directly under the root.`,
        evidence: [
          figure('Cost of the account', total, { account: [id] }, { to: 'account', id }),
          fact(units.length === 0 ? 'The organization has no OU.' : `The organization has ${units.length} OUs.`),
        ],
        cost: total > 0n ? total : 0n,
        fix: `Move ${name} to the OU of its kind; look at that OU's policies first, since they hold from then on.`,
      })),
};
