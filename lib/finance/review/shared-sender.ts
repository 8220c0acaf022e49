import { homeOfKey } from '../home';
import { figure } from './finding';
import { isMaterial, largestFirst, nameOfProject, sumOf } from './review-facts';
import type { ReviewRule } from './review-rule';

/** Amazon SES as Cost Explorer spells it. */
export const EMAIL_SERVICE = 'Amazon Simple Email Service';

export const sharedSender: ReviewRule = {
  id: 'shared-sender',
  severity: 'medium',
  title: 'Several senders in one account’s e-mail service',
  stake: 'what sending costs in the account',
  reason:
    'Amazon SES judges an account as a whole: its bounce and complaint rates, its sending quota and its suspension are shared by everyone who sends from it. One project’s bad list of addresses stops the receipts of another. Separate accounts, or at least dedicated addresses and configuration sets, keep reputations apart.',
  find: (facts) =>
    facts.accounts.flatMap(({ id, name, senders, dedicated }) => {
      if (dedicated !== null || senders === null) return [];
      const projects = [...senders]
        .flatMap(([key, units]) => {
          const home = homeOfKey(key);
          return home.kind === 'project' && isMaterial(units) ? [{ project: home.id, units }] : [];
        })
        .sort((a, b) => largestFirst(a.units, b.units));
      if (projects.length < 2) return [];
      return [
        {
          subject: { kind: 'account', id, name },
          statement: `${projects.length} projects send e-mail from ${name}.`,
          evidence: projects.map(({ project, units }) =>
            figure(
              nameOfProject(facts, project),
              units,
              { account: [id], project: [project], service: [EMAIL_SERVICE] },
              { to: 'project', id: project },
            ),
          ),
          cost: sumOf([...senders.values()].filter((units) => units > 0n)),
          fix: `Let the projects that send most send from accounts of their own; until then give each a configuration set and watch bounces by it.`,
        },
      ];
    }),
};
