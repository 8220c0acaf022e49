import { figure } from './finding';
import { nameOfProject, percentOf, projectsIn, sumOf } from './review-facts';
import type { ReviewRule } from './review-rule';

export const projectsMixed: ReviewRule = {
  id: 'projects-mixed',
  severity: 'medium',
  title: 'Projects mixed in one account',
  stake: 'usage of all projects but the largest, and what no tag names',
  reason:
    'In a shared account, whose a cost is depends on tags, and what cannot be tagged (data transfer, support, tax, logs) has to be split by a rule. Quotas, permissions and incidents are shared too: one project can use up the limits of another. Databases and platforms may be shared on purpose; then the split should be a decision.',
  find: (facts) =>
    facts.accounts
      .filter(({ dedicated }) => dedicated === null)
      .flatMap((account) => {
        const { id, name, usage, homes } = account;
        const projects = projectsIn(account);
        const [largest] = projects;
        if (!largest || projects.length < 2) return [];
        const untagged = homes.get('untagged')?.usage ?? 0n;
        const cost = sumOf(projects.slice(1).map((each) => each.usage)) + (untagged > 0n ? untagged : 0n);
        const line = (label: string, units: bigint, project: string) =>
          figure(
            `${label}, ${percentOf(units, usage)} of usage`,
            units,
            { account: [id], project: [project], chargeClass: ['usage'] },
            { to: 'statement', columns: [`account:${id}`] },
          );
        return [
          {
            subject: { kind: 'account', id, name },
            statement: `${name} is used by ${projects.length} projects.`,
            evidence: [
              ...projects.map((each) => line(nameOfProject(facts, each.id), each.usage, each.id)),
              ...(untagged > 0n ? [line('Untagged', untagged, '(untagged)')] : []),
            ],
            cost,
            fix: `Give the largest projects of ${name} accounts of their own, or keep it shared on purpose: tag everything in it, and say by a pool how the rest is split.`,
          },
        ];
      }),
};
