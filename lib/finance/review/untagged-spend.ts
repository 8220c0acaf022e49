import { figure } from './finding';
import { isMaterial, percentOf, sumOf } from './review-facts';
import type { ReviewRule } from './review-rule';

/** One in so many of an account's usage without a tag is worth a word. */
const ONE_IN = 20n;

export const untaggedSpend: ReviewRule = {
  id: 'untagged-spend',
  severity: 'medium',
  title: 'Untagged spend',
  stake: 'the untagged usage',
  reason:
    'Usage without a tag of the project chain in an account that no rule gives a home belongs to nobody: it is in no project’s margin, and whoever saves it gets no credit. Where all of an account is one project’s, a tag on the account, or a rule that names it, brings everything in it home at once, what AWS cannot tag included.',
  find: ({ accounts, projectKeys }) =>
    accounts
      .filter(({ dedicated }) => dedicated === null && projectKeys.length > 0)
      .flatMap(({ id, name, usage, homes }) => {
        const untagged = homes.get('untagged')?.usage ?? 0n;
        if (!isMaterial(untagged) || untagged * ONE_IN < usage) return [];
        const homeless = ['untagged', 'charges', 'notFetched', 'rounding'];
        const covered = sumOf(homeless.map((home) => homes.get(home)?.total ?? 0n));
        const usageIs = { account: [id], chargeClass: ['usage' as const] };
        return [
          {
            subject: { kind: 'account', id, name },
            statement: `${percentOf(untagged, usage)} of the usage of ${name} carries no tag ${projectKeys.join(' or ')}.`,
            evidence: [
              figure('Untagged usage', untagged, { ...usageIs, project: ['(untagged)'] }, { to: 'tag-doctor' }),
              figure('Usage of the account', usage, usageIs, { to: 'account', id }),
              figure('What one tag on the account would give a home', covered, null, { to: 'tag-doctor' }),
            ],
            cost: untagged,
            fix: `Tag what is in ${name} with ${projectKeys[0] ?? ''}; or, if it is one project’s, name the account in the rules or tag it in AWS Organizations.`,
          },
        ];
      }),
};
