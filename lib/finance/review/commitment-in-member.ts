import { figure } from './finding';
import { isMaterial } from './review-facts';
import type { ReviewRule } from './review-rule';

export const commitmentInMember: ReviewRule = {
  id: 'commitment-in-member',
  severity: 'low',
  title: 'Commitments bought in a member account',
  stake:
    'the commitments that stand in the account, in the basis of the review: when amortized, what was paid for and not used',
  reason:
    'Savings plans and reservations apply first to the account that bought them and only then to the others. Bought in a member account they distort who pays for what, are not seen by whoever plans the next purchase, and stay behind or leave with the account. Bought in the management account, or in one for it, they serve everyone alike.',
  find: ({ accounts, managementAccountId }) =>
    managementAccountId === null
      ? []
      : accounts
          .filter(({ id }) => id !== managementAccountId)
          .flatMap(({ id, name, commitmentFees, classes }) => {
            if (commitmentFees === null || !isMaterial(commitmentFees)) return [];
            const stands = classes.get('commitment') ?? 0n;
            const link = { to: 'statement', columns: [`account:${id}`] } as const;
            return [
              {
                subject: { kind: 'account', id, name },
                statement: `${name} bought savings plans or reservations of its own.`,
                evidence: [
                  { ...figure('Fees as invoiced', commitmentFees, null, link), basis: 'unblended' },
                  figure('Commitments in this basis', stands, { account: [id], chargeClass: ['commitment'] }, link),
                ],
                cost: stands > 0n ? stands : 0n,
                fix: `Buy the next ones in the management account; let those of ${name} run out.`,
              },
            ];
          }),
};
