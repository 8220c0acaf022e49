import { figure } from './finding';
import { nameOfProject, projectsIn, sumOf } from './review-facts';
import type { ReviewRule } from './review-rule';

const WORDS: Readonly<Record<string, string>> = { rnd: 'R&D', cogs: 'cost of sales', operations: 'operations' };

export const researchMixed: ReviewRule = {
  id: 'research-mixed',
  severity: 'medium',
  title: 'R&D and operations in one account',
  stake: 'usage of the R&D projects',
  reason:
    'Whether a cost is research, or the cost of what was sold, decides gross margin and often tax credits. In one account the border runs along tags, and everything untaggable is split by a rule, which an auditor will ask about. In accounts of their own it needs no argument.',
  find: (facts) =>
    facts.accounts.flatMap((account) => {
      const { id, name, dedicated } = account;
      if (dedicated !== null) return [];
      const classed = projectsIn(account).flatMap((project) => {
        const name = facts.projects.get(project.id)?.class ?? null;
        return name === null ? [] : [{ ...project, class: name }];
      });
      const research = classed.filter((each) => each.class === 'rnd');
      if (research.length === 0 || research.length === classed.length) return [];
      return [
        {
          subject: { kind: 'account', id, name },
          statement: `${name} holds R&D beside ${[...new Set(classed.filter((each) => each.class !== 'rnd').map((each) => WORDS[each.class] ?? each.class))].join(' and ')}.`,
          evidence: classed.map((each) =>
            figure(
              `${nameOfProject(facts, each.id)}, ${WORDS[each.class] ?? each.class}`,
              each.usage,
              { account: [id], project: [each.id], chargeClass: ['usage'] },
              { to: 'project', id: each.id },
            ),
          ),
          cost: sumOf(research.map((each) => each.usage)),
          fix: `Give the R&D in ${name} an account of its own, or write down the rule by which its shared cost is split.`,
        },
      ];
    }),
};
