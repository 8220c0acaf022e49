import { keyOfHome } from '../home';
import { figure } from './finding';
import {
  isMaterial,
  largestFirst,
  nameOfProject,
  percentOf,
  projectsIn,
  type ReviewFacts,
  sumOf,
} from './review-facts';
import type { ReviewRule } from './review-rule';

export const scatteredProject: ReviewRule = {
  id: 'scattered-project',
  severity: 'low',
  title: 'Projects that cannot be separated',
  stake: 'the project’s own charges in accounts that it shares',
  reason:
    'How much of a project lies in accounts of its own says how exact its cost is, and how hard it would be to sell it, move it or shut it down. Below a half, most of what it costs hangs on tags in accounts of others.',
  find: (facts) =>
    projectIds(facts).flatMap((project) => {
      const key = keyOfHome({ kind: 'project', id: project });
      const parts = facts.accounts
        .flatMap((account) => {
          const total = account.homes.get(key)?.total ?? 0n;
          if (total <= 0n) return [];
          const own = account.dedicated === key || projectsIn(account).every(({ id }) => id === project);
          return [{ account, total, own }];
        })
        .sort((a, b) => largestFirst(a.total, b.total));
      const direct = sumOf(parts.map(({ total }) => total));
      const shared = sumOf(parts.filter(({ own }) => !own).map(({ total }) => total));
      if (!isMaterial(shared) || shared * 2n <= direct) return [];
      const name = nameOfProject(facts, project);
      return [
        {
          subject: { kind: 'project', id: project, name },
          statement: `${percentOf(shared, direct)} of ${name} lies in accounts that it shares.`,
          evidence: parts.map(({ account, total, own }) =>
            figure(
              `${account.name}${own ? ', its own' : ''}`,
              total,
              { account: [account.id], project: [project] },
              { to: 'account', id: account.id },
            ),
          ),
          cost: shared,
          fix: `Give ${name} an account of its own for what it has in ${parts.find(({ own }) => !own)?.account.name ?? ''} first.`,
        },
      ];
    }),
};

function projectIds({ accounts }: ReviewFacts): string[] {
  const ids = accounts.flatMap(({ homes }) =>
    [...homes.keys()].flatMap((key) => (key.startsWith('project:') ? [key.slice('project:'.length)] : [])),
  );
  return [...new Set(ids)].sort();
}
