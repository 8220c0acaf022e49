import { homeOfKey } from '../home';
import { fact, figure } from './finding';
import { isOpen, type ReviewAccount, type ReviewFacts } from './review-facts';
import type { ReviewRule } from './review-rule';

/** Keys of account tags that say whose an account is, in letters alone. */
const OWNER_KEY =
  /^(account|business|technical|product|service|application)?(owner|owners|ownedby|owneremail|contact|contactemail|team|teamname|squad|responsible|accountable)$/;

const letters = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, '');

const isTagged = ({ tags }: ReviewAccount): boolean =>
  Object.entries(tags ?? {}).some(([key, text]) => text.trim() !== '' && OWNER_KEY.test(letters(key)));

function hasOwner({ projects }: ReviewFacts, { dedicated }: ReviewAccount): boolean {
  const home = dedicated === null ? null : homeOfKey(dedicated);
  return home?.kind === 'project' && (projects.get(home.id)?.owner ?? null) !== null;
}

export const unownedAccount: ReviewRule = {
  id: 'unowned-account',
  severity: 'medium',
  title: 'Accounts without an owner',
  stake: 'what the account costs',
  reason:
    'An account without an owner has nobody who answers when its cost doubles, when a key leaks, or when it should be closed. An owner is known where a tag on the account names one (owner, team, contact), or where the account belongs to a project with an owner.',
  find: (facts) =>
    facts.accounts
      .filter((account) => account.inOrganization && isOpen(account) && account.id !== facts.managementAccountId)
      .filter((account) => account.tags !== null && !isTagged(account) && !hasOwner(facts, account))
      .map(({ id, name, total, tags }) => ({
        subject: { kind: 'account', id, name },
        statement: `Nothing says whose ${name} is.`,
        evidence: [
          figure('Cost of the account', total, { account: [id] }, { to: 'account', id }),
          fact(
            Object.keys(tags ?? {}).length === 0
              ? 'The account has no tags.'
              : `Tags of the account: ${Object.keys(tags ?? {}).join(', ')}.`,
          ),
        ],
        cost: total > 0n ? total : 0n,
        fix: `Tag the account ${name} in AWS Organizations with owner or team, or give it to a project that has an owner.`,
      })),
};
