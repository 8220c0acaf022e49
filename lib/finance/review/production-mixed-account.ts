import { environmentKind } from './environment-kind';
import { figure } from './finding';
import { isPresent, largestFirst, percentOf, sumOf } from './review-facts';
import type { ReviewRule } from './review-rule';

export const productionMixedAccount: ReviewRule = {
  id: 'production-mixed-account',
  severity: 'high',
  title: 'Production mixed with other environments in one account',
  stake: 'usage of the environments that are not production',
  reason:
    'An account is the strongest border that AWS has: for permissions, for quotas, for what a mistake can reach. Where development shares it with production, everyone who may try something may also break what customers use, and production cannot be held to stricter policies.',
  find: ({ accounts }) =>
    accounts.flatMap(({ id, name, usage, environments }) => {
      const present = [...environments]
        .filter(([environment, units]) => environmentKind(environment) !== null && isPresent(units, usage))
        .sort(([, a], [, b]) => largestFirst(a, b));
      const others = present.filter(([environment]) => environmentKind(environment) === 'other');
      if (others.length === 0 || others.length === present.length) return [];
      return [
        {
          subject: { kind: 'account', id, name },
          statement: `${name} holds production and ${others.map(([environment]) => environment).join(', ')}.`,
          evidence: present.map(([environment, units]) =>
            figure(
              `${environment}, ${percentOf(units, usage)} of usage`,
              units,
              { account: [id], environment: [environment], chargeClass: ['usage'] },
              { to: 'statement', columns: [`account:${id}`] },
            ),
          ),
          cost: sumOf(others.map(([, units]) => units)),
          fix: `Move what is not production out of ${name}, to an account below an OU for it.`,
        },
      ];
    }),
};
