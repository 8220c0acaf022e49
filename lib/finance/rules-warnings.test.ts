import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignerOf } from './assignment';
import { company, rulesOf } from './company-fixture';
import { pathText } from './document-value';
import { claimSlices } from './pool-claim';
import { PROPOSED_POOLS } from './proposed-rules';
import { EMPTY_RULES } from './rules';
import { readRules } from './rules-document';
import { type KnownNames, rulesWarnings } from './rules-warnings';
import { buildSlices } from './slice';

const KNOWN: KnownNames = {
  accounts: new Set(['111122223333']),
  units: new Set(['ou-a']),
  accountTagKeys: new Set(['team']),
  tagKeys: new Set(['app', 'env']),
  projects: new Set(['search']),
  firstMonth: '2026-01',
};
const dimensions = { project: ['app'], environment: ['env'] };

function warningsOf(document: object, known: KnownNames | null = KNOWN): string[] {
  const reading = readRules({ dimensions, ...document });
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return rulesWarnings(reading.rules, known).map(({ path, message }) => `${pathText(path)}: ${message}`);
}
const rule = (when: object, then: object = { project: 'search' }, months: object = {}) => ({ when, then, ...months });
const pool = (patch: object) => ({ id: 'p', source: { untagged: 'all' }, method: 'even', ...patch });

describe('rulesWarnings', () => {
  it('says nothing of the proposed pools, and of what is known', () => {
    expect(rulesWarnings({ ...EMPTY_RULES, pools: PROPOSED_POOLS }, KNOWN)).toEqual([]);
    const assignments = [
      rule({ accounts: ['111122223333'] }),
      rule({ ou: 'ou-a' }, { pool: 'platform' }),
      rule({ accountTag: { key: 'team' } }),
      rule({ tagValues: ['x'] }),
    ];
    const pools = [
      pool({ source: { pool: 'platform' }, targets: ['search'] }),
      pool({ id: 'own', source: { charges: '111122223333' }, method: 'fixed', weights: { search: 100 } }),
    ];
    expect(warningsOf({ assignments, pools })).toEqual([]);
  });

  it('names what no connection knows, only where there is something to know', () => {
    const document = {
      dimensions: { project: ['App'] },
      assignments: [
        rule({ accounts: ['111122223333', '9'] }, { project: 'gone' }),
        rule({ ou: 'ou-z' }),
        rule({ accountTag: { key: 'Team' } }, { environment: 'prod' }, { to: '2026-01' }),
      ],
      pools: [
        pool({ source: { untagged: '9' }, targets: ['gone', 'nobody'] }),
        pool({ id: 'f', method: 'fixed', source: { chargeClass: 'tax' }, weights: { noone: 100 }, to: '2025-06' }),
      ],
    };
    expect(warningsOf(document)).toEqual([
      'dimensions.project[0]: no connection knows the tag key App (yet)',
      'assignments[0].when.accounts[1]: no connection knows the account 9 (yet)',
      'assignments[0].then.project: project gone is not listed and has no cost (yet): it exists by that id',
      'assignments[1].when.ou: no connection knows the organizational unit ou-z (yet)',
      'assignments[2].when.accountTag.key: no connection knows the account tag Team (yet)',
      'assignments[2].to: holds in no month with figures: it ended before 2026-01',
      'pools[0].source.untagged: no connection knows the account 9 (yet)',
      'pools[0].targets[1]: no connection knows the project nobody (yet)',
      'pools[1].weights.noone: no connection knows the project noone (yet)',
      'pools[1].to: holds in no month with figures: it ended before 2026-01',
    ]);
    expect(warningsOf(document, null)).toEqual([]);
  });

  it.each([
    [
      'the same accounts',
      rule({ accounts: ['1', '2'] }),
      rule({ accounts: ['2'] }),
      'can never count: assignments[0] has',
    ],
    [
      'some of them',
      rule({ accounts: ['2'] }),
      rule({ accounts: ['1', '2'] }),
      'names "2", of which assignments[0] decides already',
    ],
    ['another dimension', rule({ ou: 'a' }), rule({ ou: 'a' }, { environment: 'dev' }), null],
    ['one of two dimensions', rule({ ou: 'a' }), rule({ ou: 'a' }, { project: 'search', environment: 'dev' }), null],
    ['a pool instead', rule({ ou: 'a' }), rule({ ou: 'a' }, { pool: 'p' }), 'can never count'],
    [
      'later months',
      rule({ ou: 'a' }, { project: 'search' }, { to: '2026-05' }),
      rule({ ou: 'a' }, { project: 'search' }, { from: '2026-05' }),
      null,
    ],
    ['wider months', rule({ ou: 'a' }, { project: 'search' }, { from: '2026-05' }), rule({ ou: 'a' }), null],
    [
      'narrower months',
      rule({ ou: 'a' }),
      rule({ ou: 'a' }, { project: 'search' }, { from: '2026-05' }),
      'can never count',
    ],
    ['another value', rule({ accountTag: { key: 'k', value: 'a' } }), rule({ accountTag: { key: 'k' } }), null],
    ['the same value', rule({ tagValues: ['a'] }), rule({ tagValues: ['a', 'a'] }), 'can never count'],
    ['another chain', rule({ tagValues: ['a'] }), rule({ tagValues: ['a'] }, { environment: 'dev' }), null],
    [
      'groups after a literal',
      rule({ accountName: '(?<project>a)' }),
      rule({ accountName: '(?<project>a)' }, {}),
      'can never count',
    ],
    [
      'a literal after groups',
      rule({ accountName: '(?<project>a)?' }, {}),
      rule({ accountName: '(?<project>a)?' }),
      null,
    ],
    [
      'groups after groups',
      rule({ tagPattern: '(?<project>a)?' }, {}),
      rule({ tagPattern: '(?<project>a)?' }, {}),
      'can never count',
    ],
  ])('looks for an earlier rule with the same condition: %s', (_name, first, second, message) => {
    const warnings = warningsOf({ assignments: [first, second] }, null).filter((each) => /count|decides/.test(each));
    expect(warnings).toEqual(message === null ? [] : [expect.stringContaining(`assignments[1].when: ${message}`)]);
  });

  it('says why a tag rule can never match, and what a pattern catches in vain', () => {
    expect(warningsOf({ dimensions: {}, assignments: [rule({ tagValues: ['a'] })] }, null)).toEqual([
      'assignments[0].when: can never match: the project chain has no tag key; name one under dimensions.project',
    ]);
    expect(warningsOf({ assignments: [rule({ accountName: '(?<team>a)' })] }, null)).toEqual([
      expect.stringContaining('assignments[0].when.accountName: has a group (?<team>), which gives nothing'),
    ]);
    const both = rule({ tagValues: ['a'], dimension: 'environment' }, { project: 'a', environment: 'b' });
    expect(warningsOf({ assignments: [both] }, null)).toEqual([expect.stringContaining('the home is not looked at')]);
  });

  it.each([
    [[pool({ source: { pool: 'x' } })], [], 'pools[0].source: no rule gives anything to pool x in these months'],
    [
      [pool({ source: { pool: 'x' }, to: '2026-01' })],
      [rule({ ou: 'a' }, { pool: 'x' }, { from: '2026-01' })],
      'no rule gives anything',
    ],
    [[], [rule({ ou: 'a' }, { pool: 'x' })], 'assignments[0].then.pool: no pool has the source x'],
    [[pool({ source: { chargeClass: 'usage' } })], [], 'pools[0].source: usage of accounts without a home'],
    [[pool({}), pool({ id: 'q' })], [], 'pools[1].source: can never take anything: pools[0] (p)'],
    [[pool({}), pool({ id: 'q', source: { untagged: '1' } })], [], 'pools[1].source: can never take'],
    [
      [pool({ source: { charges: 'all' } }), pool({ id: 'q', source: { chargeClass: 'tax' } })],
      [],
      'pools[1].source: can never',
    ],
    [[pool({ method: 'fixed', weights: { a: 100, b: -1 } })], [], 'pools[0].weights.b: is negative'],
    [[pool({ method: 'fixed', weights: { a: 100, b: 0 } })], [], 'pools[0].weights.b: is zero'],
    [[pool({ method: 'fixed', weights: { a: 60, b: 40 }, targets: ['a'] })], [], 'pools[0].weights.b: is no target'],
    [
      [pool({ method: 'fixed', weights: { a: 100 }, targets: 'sameAccount' })],
      [],
      'pools[0].targets: a fixed split goes by',
    ],
    [[pool({ otherwise: 'all' })], [], 'pools[0].otherwise: goes with the targets "sameAccount" only'],
  ])('warns of the pools %j', (pools, assignments, warning) => {
    expect(warningsOf({ pools, assignments }, null)).toContainEqual(expect.stringContaining(warning));
  });

  it('names every place of a project that is listed no more, once, and only where it was listed', () => {
    const rulesOf = (document: object) => {
      const reading = readRules({ dimensions, ...document });
      if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
      return reading.rules;
    };
    const after = rulesOf({
      assignments: [rule({ ou: 'ou-a' }, { project: 'struck' }), rule({ tagValues: ['x'] }, { project: 'search' })],
      pools: [pool({ targets: ['struck'] })],
    });
    const paths = (before: object) =>
      rulesWarnings(after, KNOWN, rulesOf(before)).map(({ path, message }) => [pathText(path), message.slice(0, 32)]);
    expect(paths({ projects: [{ id: 'struck' }, { id: 'unnamed' }] })).toEqual([
      ['assignments[0].then.project', 'project struck is not listed any'],
      ['pools[0].targets[0]', 'project struck is not listed any'],
    ]);
    expect(paths({})).toEqual([['assignments[0].then.project', 'project struck is not listed and']]);
  });

  it('lets other sources stand', () => {
    const pools = [
      pool({ source: { untagged: '1' } }),
      pool({ id: 'q' }),
      pool({ id: 'r', source: { chargeClass: 'tax' } }),
      pool({ id: 's', source: { charges: 'all' } }),
      pool({ id: 't', source: { chargeClass: 'tax' }, includeDedicated: true }),
      pool({ id: 'u', source: { chargeClass: 'support' }, includeDedicated: true }),
    ];
    expect(warningsOf({ pools }, null)).toEqual([]);
    const named = [rule({ accountName: '(?<pool>x)' }, {})];
    expect(warningsOf({ pools: [pool({ source: { pool: 'x' } })], assignments: named }, null)).toEqual([]);
  });

  it('never says of a rule or a pool that decides something that it can never', () => {
    fc.assert(
      fc.property(company, rulesOf, (given, rules) => {
        const assigner = assignerOf(rules, '2026-10');
        const { slices } = buildSlices({ ...given, assigner });
        const used = new Set(slices.map(({ rule: index }) => index));
        for (const { path, message } of rulesWarnings(rules, null)) {
          if (path[0] === 'assignments' && message.startsWith('can never'))
            expect(used.has(Number(path[1]))).toBe(false);
          if (path[0] !== 'pools' || !/can never|nothing goes|never here/.test(message)) continue;
          const takers = [...claimSlices(rules.pools, slices).taken.keys()];
          expect(takers).not.toContain(rules.pools[Number(path[1])]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
