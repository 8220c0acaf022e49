import { type ServiceCategory, serviceCategoryOf } from '../service-category';
import { figure } from './finding';
import { isMaterial, largestFirst, sumOf } from './review-facts';
import type { ReviewRule } from './review-rule';

/** Categories whose use serves somebody; the trails, logs and keys of an organization belong into its payer. */
const WORKLOADS: ReadonlySet<ServiceCategory> = new Set([
  'AI and Machine Learning',
  'Analytics',
  'Compute',
  'Databases',
  'Integration',
  'Internet of Things',
  'Media',
  'Mobile',
  'Web',
]);

export const managementWorkload: ReviewRule = {
  id: 'management-workload',
  severity: 'high',
  title: 'Workloads in the management account',
  stake: 'what the workloads use there',
  reason:
    'Service control policies do not hold in the management account, and whoever gets into it can close every other account and change what everyone pays. So nothing should run in it that somebody has to log in for, deploy to, or expose. AWS asks for the same: keep it for billing and the organization itself.',
  find: ({ accounts, managementAccountId }) =>
    accounts
      .filter(({ id }) => id === managementAccountId)
      .flatMap(({ id, name, services }) => {
        const used = [...(services ?? [])]
          .filter(([service, units]) => units > 0n && WORKLOADS.has(serviceCategoryOf(service)))
          .sort(([, a], [, b]) => largestFirst(a, b));
        const cost = sumOf(used.map(([, units]) => units));
        if (!isMaterial(cost)) return [];
        return [
          {
            subject: { kind: 'account', id, name },
            statement: `${name} pays for the organization and runs workloads too.`,
            evidence: used.map(([service, units]) =>
              figure(service, units, { account: [id], service: [service] }, { to: 'account', id }),
            ),
            cost,
            fix: `Move what runs in ${name} to an account of its own, below an OU that policies reach. Buckets of bills and trails may stay.`,
          },
        ];
      }),
};
