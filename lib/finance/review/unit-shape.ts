import { fact, figure } from './finding';
import { type ReviewAccount, type ReviewFacts, type ReviewUnit, sumOf } from './review-facts';
import type { ReviewRule } from './review-rule';

/** Levels below the root from which on an OU is deep: AWS ends at five. */
const DEEP = 4;

type Shape = {
  readonly unit: ReviewUnit;
  /** The ids above it, its parent first. */
  readonly above: readonly string[];
  readonly units: readonly ReviewUnit[];
  readonly accounts: ReviewFacts['accounts'];
  /** Accounts in it and below. */
  readonly inside: ReviewFacts['accounts'];
};

function shapesOf({ units, accounts }: ReviewFacts): Shape[] {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const aboveOf = (id: string): string[] => {
    const path: string[] = [];
    for (let at = parents.get(id); at !== undefined && !path.includes(at); at = parents.get(at)) path.push(at);
    return path;
  };
  const above = new Map(units.map(({ id }) => [id, aboveOf(id)]));
  const directly = new Map<string, ReviewAccount[]>();
  const inside = new Map<string, ReviewAccount[]>();
  for (const account of accounts) {
    const { parentId, inOrganization } = account;
    if (!inOrganization || parentId === null) continue;
    append(directly, parentId, account);
    for (const unit of [parentId, ...(above.get(parentId) ?? [])]) append(inside, unit, account);
  }
  const below = new Map<string, ReviewUnit[]>();
  for (const unit of units) append(below, unit.parentId, unit);
  return units.map((unit) => ({
    unit,
    above: above.get(unit.id) ?? [],
    units: below.get(unit.id) ?? [],
    accounts: directly.get(unit.id) ?? [],
    inside: inside.get(unit.id) ?? [],
  }));
}

function append<Each>(lists: Map<string, Each[]>, key: string, each: Each): void {
  const list = lists.get(key);
  if (list) list.push(each);
  else lists.set(key, [each]);
}

const subjectOf = ({ id, name }: ReviewUnit) => ({ kind: 'ou' as const, id, name });
const costOf = (accounts: ReviewFacts['accounts']): bigint => {
  const total = sumOf(accounts.map((account) => account.total));
  return total > 0n ? total : 0n;
};

export const emptyUnit: ReviewRule = {
  id: 'empty-unit',
  severity: 'low',
  title: 'Empty OUs',
  stake: 'nothing',
  reason:
    'An OU without accounts is a plan that was not carried out, or the remains of one. Its policies are not seen by anybody until an account is moved there, which then gets them all at once.',
  find: (facts) => {
    const empty = shapesOf(facts).filter(({ inside }) => inside.length === 0);
    const ids = new Set(empty.map(({ unit }) => unit.id));
    return empty
      .filter(({ unit }) => !ids.has(unit.parentId))
      .map(({ unit, units }) => ({
        subject: subjectOf(unit),
        statement: `${unit.name} holds no account.`,
        evidence: [fact(`OUs in it: ${units.length}. Accounts: none.`, { to: 'ou', id: unit.id })],
        cost: 0n,
        fix: `Remove ${unit.name}, or accept the finding and say what it is kept for.`,
      }));
  },
};

export const singleChildUnit: ReviewRule = {
  id: 'single-child-unit',
  severity: 'low',
  title: 'OUs that only hold another OU',
  stake: 'nothing',
  reason:
    'A level with a single OU in it and no account divides nothing: it is one more place where a policy may hide, and one level less below the five that AWS allows.',
  find: (facts) =>
    shapesOf(facts)
      .filter(({ units, accounts, inside }) => units.length === 1 && accounts.length === 0 && inside.length > 0)
      .map(({ unit, units, inside }) => ({
        subject: subjectOf(unit),
        statement: `${unit.name} holds nothing but ${units[0]?.name ?? ''}.`,
        evidence: [figure('What lies below', sumOf(inside.map(({ total }) => total)), null, { to: 'ou', id: unit.id })],
        cost: 0n,
        fix: `Put ${units[0]?.name ?? ''} where ${unit.name} is, with the policies of both.`,
      })),
};

export const deepUnit: ReviewRule = {
  id: 'deep-unit',
  severity: 'low',
  title: 'Deep OUs',
  stake: 'what the accounts in it cost',
  reason:
    'What an account may do is what every level above it allows. Four or five levels down nobody can tell by looking, and AWS ends at five. Most organizations need two or three: what an OU is for, and its environment; other properties are for tags.',
  find: (facts) =>
    shapesOf(facts)
      .filter(({ above }) => above.length >= DEEP)
      .map(({ unit, above, inside }) => ({
        subject: subjectOf(unit),
        statement: `${unit.name} stands ${above.length} levels below the root.`,
        evidence: inside.map(({ id, name, total }) =>
          figure(name, total, { account: [id] }, { to: 'account' as const, id }),
        ),
        cost: costOf(inside),
        fix: `Move ${unit.name} up, or turn its level into a tag.`,
      })),
};
