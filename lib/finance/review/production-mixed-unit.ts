import { environmentKind } from './environment-kind';
import { figure } from './finding';
import { isMaterial, isOpen, isPresent, type ReviewAccount, sumOf } from './review-facts';
import type { ReviewRule } from './review-rule';

/** What kind of environment all known usage of an account is of; null where it is of both, or not known. */
function kindOf({ environments, usage }: ReviewAccount): 'production' | 'other' | null {
  const kinds = new Set(
    [...environments]
      .filter(([, units]) => isPresent(units, usage))
      .map(([environment]) => environmentKind(environment))
      .filter((kind) => kind !== null),
  );
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : null;
}

const counted = (accounts: number): string => `${accounts} ${accounts === 1 ? 'account' : 'accounts'}`;

export const productionMixedUnit: ReviewRule = {
  id: 'production-mixed-unit',
  severity: 'medium',
  title: 'Production beside other environments in one OU',
  stake: 'what the accounts of the rarer kind cost: those that would have to move',
  reason:
    'What an OU is for is its policies. Where it holds production accounts beside those for development or test, its policies are either too strict for the one or too weak for the other, and its cost answers no question. An OU for each kind, by side, keeps both.',
  find: ({ accounts, units }) =>
    units.flatMap(({ id, name }) => {
      const inside = accounts.filter((account) => account.parentId === id && account.inOrganization && isOpen(account));
      const known = inside
        .map((account) => ({ account, kind: kindOf(account) }))
        .filter(({ account, kind }) => kind !== null && isMaterial(account.total));
      const production = known.filter(({ kind }) => kind === 'production').map(({ account }) => account);
      const others = known.filter(({ kind }) => kind === 'other').map(({ account }) => account);
      if (production.length === 0 || others.length === 0) return [];
      const moving = production.length < others.length ? production : others;
      const line = (kind: string) => (account: ReviewAccount) =>
        figure(`${account.name}, ${kind}`, account.total, { account: [account.id] }, { to: 'account', id: account.id });
      const lines = [production.map(line('production')), others.map(line('not production'))];
      return [
        {
          subject: { kind: 'ou', id, name },
          statement: `${name} holds ${counted(production.length)} of production and ${others.length} of other environments.`,
          evidence: (moving === production ? lines : lines.reverse()).flat(),
          cost: sumOf(moving.map(({ total }) => total)),
          fix: `Move ${moving.map((account) => account.name).join(', ')} to an OU for ${moving === production ? 'production' : 'what is not production'}.`,
        },
      ];
    }),
};
