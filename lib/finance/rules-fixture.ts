import fc from 'fast-check';
import { CHARGE_CLASSES } from './charge-class';
import { addMonths } from './month';
import { type Assignment, type Effective, FIXED_WHOLE, type PoolRule, type Rules } from './rules';

// Random rules that a file may hold, with texts that break careless readers.

const NASTY = ['a$b/c', ' x ', 'ü🦊', '日本', '__proto__', 'constructor', 'yes', 'null', '~', '1e3', '012345678901'];
const NASTIER = [
  '0x1F',
  '2026-01',
  '- a',
  '#no',
  'a: b',
  "it's",
  '"q"',
  '\\(untagged)',
  '*a',
  '&b',
  '!c',
  '%d',
  '@e',
  '`',
];

/** An id of a project, a pool, an environment. */
export const anyId: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('checkout', 'search', 'app', ...NASTY, ...NASTIER),
  fc
    .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 })
    .filter((id) => id.trim() !== '' && !/^\([a-z ]+\)$/.test(id)),
);

const effective: fc.Arbitrary<Effective> = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 12 }), fc.boolean(), fc.boolean())
  .map(([start, length, hasFrom, hasTo]) => ({
    from: hasFrom ? addMonths('2025-01', start) : null,
    to: hasTo ? addMonths('2025-01', start + length) : null,
  }));

const ids = fc.uniqueArray(anyId, { minLength: 1, maxLength: 4 });
const dimension = fc.constantFrom(null, 'project' as const);
const home = fc.oneof(
  anyId.map((project): { project?: string; pool?: string } => ({ project })),
  anyId.map((pool): { project?: string; pool?: string } => ({ pool })),
);
const environment = anyId.map((id) => ({ environment: id }));
const then: fc.Arbitrary<Assignment['then']> = fc.oneof(
  home,
  environment,
  fc.tuple(home, environment).map(([own, other]) => ({ ...own, ...other })),
);
const PATTERN = '^(?<project>\\p{L}[\\w$/]+)-(?<environment>prod|test|"d\'e\\\\v")$';

const assignment: fc.Arbitrary<Assignment> = fc
  .tuple(
    fc.oneof(
      fc.record({
        when: fc.oneof(
          ids.map((list) => ({ kind: 'accounts' as const, ids: list })),
          anyId.map((id) => ({ kind: 'ou' as const, id })),
          fc.record({
            kind: fc.constant('accountTag' as const),
            key: anyId,
            value: fc.option(fc.oneof(anyId, fc.constant(''))),
          }),
          fc.record({ kind: fc.constant('tagValues' as const), values: ids, dimension }),
          fc.record({ kind: fc.constant('tagPattern' as const), pattern: fc.constant(PATTERN), dimension }),
        ),
        then,
      }),
      fc.record({
        when: fc.constantFrom(
          { kind: 'accountName' as const, pattern: PATTERN },
          { kind: 'tagPattern' as const, pattern: PATTERN, dimension: 'environment' as const },
        ),
        then: fc.oneof(fc.constant({}), environment),
      }),
    ),
    effective,
  )
  .map(([rule, months]) => ({ ...rule, ...months }));

/** Weights that add up to 100 %, to the ninth decimal, and some that count for nothing. */
const weights = fc
  .tuple(ids, fc.array(fc.bigInt({ min: 0n, max: FIXED_WHOLE }), { minLength: 4, maxLength: 4 }), fc.boolean())
  .map(([names, cuts, negative]) => {
    const edges = [0n, ...cuts.slice(0, names.length - 1).sort((a, b) => (a < b ? -1 : 1)), FIXED_WHOLE];
    const shares = names.map((id, at) => [id, (edges[at + 1] ?? 0n) - (edges[at] ?? 0n)] as const);
    return new Map([...shares, ...(negative ? [['owes', -1_500_000_001n] as const] : [])]);
  });

const pool: fc.Arbitrary<PoolRule> = fc
  .tuple(
    fc.record({
      id: anyId,
      source: fc.oneof(
        anyId.map((id) => ({ kind: 'pool' as const, id })),
        fc.constantFrom(...CHARGE_CLASSES).map((chargeClass) => ({ kind: 'chargeClass' as const, chargeClass })),
        fc.constantFrom('all', '012345678901').map((account) => ({ kind: 'charges' as const, account })),
        fc.constantFrom('all', '012345678901').map((account) => ({ kind: 'untagged' as const, account })),
      ),
      includeDedicated: fc.boolean(),
      method: fc.constantFrom('even' as const, 'proportional' as const, 'fixed' as const, 'keep' as const),
      weight: fc.constantFrom('usage' as const, 'direct' as const, 'revenue' as const),
      targets: fc.oneof(fc.constantFrom('all' as const, 'sameAccount' as const), ids),
      otherwise: fc.constantFrom('all' as const, 'keep' as const),
    }),
    weights,
    effective,
  )
  .map(([rule, given, months]) => ({ ...rule, ...months, weights: rule.method === 'fixed' ? given : new Map() }));

/** Any rules without a fault. */
export const validRules: fc.Arbitrary<Rules> = fc.record({
  dimensions: fc.record({
    project: fc.uniqueArray(anyId, { maxLength: 3 }),
    environment: fc.uniqueArray(anyId, { maxLength: 3 }),
  }),
  detailRequests: fc.integer({ min: 0, max: 10_000 }),
  projects: fc.uniqueArray(fc.record({ id: anyId, name: anyId, class: fc.option(anyId), owner: fc.option(anyId) }), {
    maxLength: 4,
    selector: ({ id }) => id,
  }),
  assignments: fc.array(assignment, { maxLength: 6 }),
  pools: fc.uniqueArray(pool, { maxLength: 4, selector: ({ id }) => id }),
});
