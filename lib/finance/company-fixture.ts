import fc from 'fast-check';
import type { AccountFacts } from './account-facts';
import { type Amounts, BASES, noAmounts } from './basis';
import { CHARGE_CLASSES } from './charge-class';
import { type Assignment, FIXED_WHOLE, type PoolRule, type Rules } from './rules';
import type { Book } from './slice';
import type { ChainCell, ChainKey } from './tag-chain';

// Random companies and random rules, for the laws that hold for all of them.

const ACCOUNTS = ['000000000001', '111122223333', '222233334444', '333344445555'];
const VALUES = ['(untagged)', 'checkout', 'Checkout', 'a$b/c', ' ', 'ü🦊', 'app-prod', 'app-test'];
const PROJECTS = ['checkout', 'search', 'app', 'gone'];
const OUS = ['ou-a', 'ou-b'];

const amounts = fc
  .tuple(...BASES.map(() => fc.bigInt({ min: -(10n ** 12n), max: 10n ** 13n })))
  .map(
    (list): Amounts => ({ ...noAmounts(), ...Object.fromEntries(BASES.map((basis, at) => [basis, list[at] ?? 0n])) }),
  );

const account = fc.record({
  classes: fc.dictionary(fc.constantFrom(...CHARGE_CLASSES), amounts, { maxKeys: 5 }),
  values: fc.dictionary(fc.constantFrom(...VALUES), amounts, { maxKeys: 4 }),
  environments: fc.dictionary(fc.constantFrom('prod', 'Prod', 'dev'), amounts, { maxKeys: 3 }),
  ou: fc.constantFrom(...OUS),
  tag: fc.constantFrom('search', 'checkout', ''),
});

export type RandomCompany = {
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  readonly book: Book;
  readonly projectChain: readonly ChainKey[];
  readonly environmentChain: readonly ChainKey[];
};

export const company: fc.Arbitrary<RandomCompany> = fc
  .tuple(fc.array(account, { minLength: 1, maxLength: ACCOUNTS.length }), fc.boolean())
  .map(([list, unread]) => {
    const named = list.map((each, at) => ({ id: ACCOUNTS[at] ?? '', ...each }));
    const cells = (key: 'values' | 'environments') =>
      named.flatMap((each) =>
        Object.entries(each[key]).map(([raw, given]): ChainCell => ({ account: each.id, raw, amounts: given })),
      );
    return {
      accounts: new Map(
        named.map(({ id, ou, tag }) => [
          id,
          { id, name: `acct-${id}`, path: ['r-1', ou], tags: tag === '' ? {} : { team: tag } },
        ]),
      ),
      book: new Map(
        named.map(({ id, classes }) => [
          id,
          new Map(
            CHARGE_CLASSES.flatMap((name) => {
              const given = classes[name];
              return given ? [[name, { amounts: given, groups: 1 }] as const] : [];
            }),
          ),
        ]),
      ),
      // The second key was read or not, and knows some of the values again.
      projectChain: [
        { key: 'app', cells: cells('values') },
        { key: 'App', cells: unread ? null : cells('values').slice(0, 2) },
      ],
      environmentChain: [{ key: 'env', cells: cells('environments') }],
    };
  });

const held = { from: null, to: null } as const;
const then = fc.oneof(
  fc.record({ project: fc.constantFrom(...PROJECTS) }),
  fc.record({ pool: fc.constantFrom('platform', 'data') }),
  fc.record({ environment: fc.constantFrom('prod', 'dev') }),
  fc.record({ project: fc.constantFrom(...PROJECTS), environment: fc.constantFrom('prod', 'dev') }),
);
const assignment: fc.Arbitrary<Assignment> = fc.oneof(
  fc
    .record({
      when: fc.record({ kind: fc.constant('accounts' as const), ids: fc.subarray(ACCOUNTS, { minLength: 1 }) }),
      then,
    })
    .map((rule) => ({ ...held, ...rule })),
  fc
    .record({ when: fc.record({ kind: fc.constant('ou' as const), id: fc.constantFrom(...OUS) }), then })
    .map((rule) => ({ ...held, ...rule })),
  fc
    .record({
      when: fc.record({
        kind: fc.constant('accountTag' as const),
        key: fc.constant('team'),
        value: fc.constantFrom(null, 'search'),
      }),
      then,
    })
    .map((rule) => ({ ...held, ...rule })),
  fc
    .record({
      when: fc.record({
        kind: fc.constant('tagValues' as const),
        values: fc.subarray(VALUES, { minLength: 1 }),
        dimension: fc.constantFrom(null, 'project' as const),
      }),
      then,
    })
    .map((rule) => ({ ...held, ...rule })),
  fc.constant<Assignment>({
    ...held,
    when: { kind: 'tagPattern', pattern: '^(?<project>\\w+)-(?<environment>prod|test)$', dimension: null },
    then: {},
  }),
);

const weights = fc.array(fc.constantFrom(...PROJECTS), { minLength: 1, maxLength: 3 }).map((ids) => {
  const unique = [...new Set(ids)];
  const each = FIXED_WHOLE / BigInt(unique.length);
  return new Map(unique.map((id, at) => [id, at === 0 ? FIXED_WHOLE - each * BigInt(unique.length - 1) : each]));
});
const pool: fc.Arbitrary<PoolRule> = fc.record({
  id: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
  source: fc.oneof(
    fc.constantFrom('platform', 'data').map((id) => ({ kind: 'pool' as const, id })),
    fc.constantFrom(...CHARGE_CLASSES).map((chargeClass) => ({ kind: 'chargeClass' as const, chargeClass })),
    fc.constantFrom('all', ...ACCOUNTS).map((each) => ({ kind: 'charges' as const, account: each })),
    fc.constantFrom('all', ...ACCOUNTS).map((each) => ({ kind: 'untagged' as const, account: each })),
  ),
  includeDedicated: fc.boolean(),
  method: fc.constantFrom('even' as const, 'proportional' as const, 'fixed' as const, 'keep' as const),
  weight: fc.constantFrom('usage' as const, 'direct' as const, 'revenue' as const),
  weights,
  targets: fc.oneof(fc.constantFrom('all' as const, 'sameAccount' as const), fc.subarray(PROJECTS, { minLength: 1 })),
  otherwise: fc.constantFrom('all' as const, 'keep' as const),
  from: fc.constant(null),
  to: fc.constant(null),
});

export const rulesOf: fc.Arbitrary<Rules> = fc.record({
  dimensions: fc.constant({ project: ['app'], environment: ['env'] }),
  detailRequests: fc.constant(60),
  projects: fc.constant([]),
  assignments: fc.array(assignment, { maxLength: 5 }),
  pools: fc.array(pool, { maxLength: 5 }),
});
