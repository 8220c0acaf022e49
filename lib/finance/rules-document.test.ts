import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathText } from './document-value';
import { EMPTY_RULES } from './rules';
import { documentOf, readRules } from './rules-document';
import { validRules } from './rules-fixture';

/** The example of the contract. */
const EXAMPLE = {
  dimensions: { project: ['app', 'App'], environment: ['env'] },
  detailRequests: 60,
  projects: [{ id: 'checkout', name: 'Checkout', class: 'cogs', owner: 'ana@example.com' }],
  assignments: [
    { when: { accounts: ['111122223333'] }, then: { project: 'checkout', environment: 'prod' } },
    { when: { ou: 'ou-ab12-11111111' }, then: { pool: 'platform' }, from: '2026-01' },
    { when: { ou: 'ou-ab12-22222222' }, then: { environment: 'dev' } },
    { when: { accountTag: { key: 'team', value: 'search' } }, then: { project: 'search' } },
    { when: { accountName: '^(?<project>[a-z]+)-(?<environment>prod|test|dev)$' }, then: {} },
    { when: { tagValues: ['Checkout', 'check-out'] }, then: { project: 'checkout' } },
    {
      when: { tagPattern: '^(?<project>\\w+)-(?<environment>prod|test|dev)$', dimension: 'project' },
      then: {},
    },
  ],
  pools: [
    { id: 'platform', source: { pool: 'platform' }, method: 'proportional', weight: 'usage', targets: 'all' },
    { id: 'support', source: { chargeClass: 'support' }, method: 'fixed', weights: { checkout: 70, search: 30 } },
    { id: 'charges', source: { charges: 'all' }, method: 'proportional', targets: 'sameAccount', otherwise: 'all' },
    { id: 'untagged', source: { untagged: 'all' }, method: 'keep' },
  ],
};

const faultsOf = (document: unknown): string[] => {
  const reading = readRules(document);
  return reading.ok ? [] : reading.faults.map(({ path, message }) => `${pathText(path)}: ${message}`);
};
const rule = (when: unknown, then: unknown = { project: 'a' }, more: object = {}) => ({
  assignments: [{ when, then, ...more }],
});
const pool = (patch: object) => ({ pools: [{ id: 'p', source: { pool: 'p' }, method: 'even', ...patch }] });

describe('readRules', () => {
  it('reads the example of the contract', () => {
    const reading = readRules(EXAMPLE);
    if (!reading.ok) throw new Error('the example has faults');
    const { rules } = reading;
    expect(rules.dimensions.project).toEqual(['app', 'App']);
    expect(rules.assignments[1]).toEqual({
      when: { kind: 'ou', id: 'ou-ab12-11111111' },
      then: { pool: 'platform' },
      from: '2026-01',
      to: null,
    });
    expect(rules.assignments[6]?.when).toMatchObject({ kind: 'tagPattern', dimension: 'project' });
    expect(rules.pools.map(({ id, weight, targets, otherwise }) => [id, weight, targets, otherwise])).toEqual([
      ['platform', 'usage', 'all', 'keep'],
      ['support', 'usage', 'all', 'keep'],
      ['charges', 'usage', 'sameAccount', 'all'],
      ['untagged', 'usage', 'all', 'keep'],
    ]);
    expect(rules.pools[1]?.weights).toEqual(
      new Map([
        ['checkout', 70_000_000_000n],
        ['search', 30_000_000_000n],
      ]),
    );
  });

  it('reads nothing as no rules, and null as nothing', () => {
    expect(readRules({})).toEqual({ ok: true, rules: EMPTY_RULES });
    const nulls = { dimensions: null, detailRequests: null, projects: null, assignments: null, pools: null };
    expect(readRules(nulls)).toEqual({ ok: true, rules: EMPTY_RULES });
  });

  it('keeps what documents write, for any rules', () => {
    fc.assert(
      fc.property(validRules, (rules) => {
        const document = documentOf(rules);
        expect(readRules(document)).toEqual({ ok: true, rules });
        expect(readRules(JSON.parse(JSON.stringify(document)))).toEqual({ ok: true, rules });
      }),
    );
  });

  it.each([
    [null, ': is missing: an object of rules belongs here'],
    [[], ': must be an object of rules, not a list'],
    [
      { pool: [] },
      'pool: is no field of an object of rules: it has dimensions, detailRequests, projects, assignments and pools',
    ],
    [JSON.parse('{"__proto__": {}}'), '__proto__: is no field of an object of rules'],
    [
      { dimensions: { project: ['app', 'App', 'app'] } },
      'dimensions.project[2]: "app" is dimensions.project[0] already',
    ],
    [{ dimensions: { project: 'app' } }, 'dimensions.project: must be a list of tag keys, not text'],
    [{ dimensions: { team: [] } }, 'dimensions.team: is no field of the dimensions'],
    [{ detailRequests: -1 }, 'detailRequests: must be a whole number from 0 to 10000'],
    [{ detailRequests: '60' }, 'detailRequests: must be a whole number'],
    [{ projects: [{ id: 'a' }, { id: 'a' }] }, 'projects[1].id: "a" is projects[0].id already'],
    [{ projects: [{ name: 'A' }] }, 'projects[0].id: is missing: write text such as "checkout"'],
    [{ projects: [{ id: '(untagged)' }] }, 'projects[0].id: (untagged) is a key of ours'],
    [{ projects: [{ id: ' ' }] }, 'projects[0].id: is blank'],
    [{ projects: [{ id: 'x'.repeat(257) }] }, 'projects[0].id: is longer than 256 characters'],
    [{ projects: [{ id: 'a', class: '(x)' }] }, 'projects[0].class: (x) is a key of ours'],
    [{ projects: [{ id: 'a', owner: 5 }] }, 'projects[0].owner: is a number: write it in quotes'],
    [rule({ accounts: [12345678901] }), 'assignments[0].when.accounts[0]: is a number: write it in quotes'],
    [rule({ accounts: [] }), 'assignments[0].when.accounts: is an empty list, which matches nothing'],
    [rule({}), 'assignments[0].when: has no condition: it is one of accounts, ou'],
    [rule(undefined), 'assignments[0].when: is missing: a condition belongs here'],
    [rule({ ou: 'a', accounts: ['1'] }), 'assignments[0].when: has accounts and ou: a rule has one condition'],
    [rule({ OU: 'a' }), 'assignments[0].when.OU: is no field of a condition'],
    [rule({ ou: 'a', dimension: 'project' }), 'assignments[0].when.dimension: goes with tagValues and tagPattern only'],
    [rule({ tagValues: ['a'], dimension: 'team' }), '"team" must be project or environment'],
    [rule({ tagValues: [''] }), 'assignments[0].when.tagValues[0]: is empty'],
    [
      rule({ tagValues: [true] }),
      'assignments[0].when.tagValues[0]: must be text such as "Checkout", not true or false',
    ],
    [rule({ accountTag: { value: 'a' } }), 'assignments[0].when.accountTag.key: is missing'],
    [rule({ accountName: '(' }), 'assignments[0].when.accountName: cannot be used: not a pattern'],
    [rule({ tagPattern: '(?=a)' }), 'assignments[0].when.tagPattern: cannot be used: look-around'],
    [rule({ accountName: 'a{1,3000}' }), 'cannot be used: the pattern repeats too much'],
    [
      rule({ accountName: '^a' }, {}),
      'assignments[0].then: yields nothing: name a project, a pool or an environment, or',
    ],
    [rule({ accountName: '(?<team>a)' }, {}), 'assignments[0].then: yields nothing'],
    [rule({ ou: 'a' }, undefined, { then: {} }), 'assignments[0].then: yields nothing'],
    [
      rule({ tagValues: ['a'], dimension: 'environment' }),
      'a value of the environment chain gives an environment only',
    ],
    [rule({ ou: 'a' }, { project: 'a', pool: 'b' }), 'assignments[0].then: names a project and a pool'],
    [rule({ ou: 'a' }, { projects: 'a' }), 'assignments[0].then.projects: is no field of what a rule yields'],
    [rule({ ou: 'a' }, { environment: '(tax)' }), 'assignments[0].then.environment: (tax) is a key of ours'],
    [
      rule({ ou: 'a' }, { project: 'a' }, { from: '2026-13' }),
      'assignments[0].from: must be a month such as "2026-10"',
    ],
    [rule({ ou: 'a' }, { project: 'a' }, { from: '2026-02', to: '2026-02' }), 'assignments[0].to: holds in no month'],
    [pool({ id: undefined }), 'pools[0].id: is missing'],
    [pool({ method: 'equal' }), 'pools[0].method: "equal" must be even, proportional, fixed or keep'],
    [pool({ method: undefined }), 'pools[0].method: is missing: it is even, proportional, fixed or keep'],
    [pool({ weight: 'cost' }), 'pools[0].weight: "cost" must be usage, direct or revenue'],
    [pool({ source: {} }), 'pools[0].source: names no source'],
    [pool({ source: { pool: 'a', charges: 'all' } }), 'pools[0].source: has pool and charges'],
    [pool({ source: { chargeClass: 'fees' } }), 'pools[0].source.chargeClass: "fees" must be usage, commitment'],
    [pool({ source: { charges: 111122223333 } }), 'pools[0].source.charges: is a number: write it in quotes'],
    [pool({ targets: 'everything' }), 'pools[0].targets: must be "all", "sameAccount" or a list of project ids'],
    [pool({ targets: [] }), 'pools[0].targets: is an empty list'],
    [pool({ targets: ['a', 'a'] }), 'pools[0].targets[1]: "a" is pools[0].targets[0] already'],
    [pool({ otherwise: 'none' }), 'pools[0].otherwise: "none" must be all or keep'],
    [pool({ includeDedicated: 'yes' }), 'pools[0].includeDedicated: must be true or false, not text'],
    [pool({ weights: { a: 100 } }), 'pools[0].weights: go with the method fixed only'],
    [pool({ method: 'fixed' }), 'pools[0].weights: is missing'],
    [pool({ method: 'fixed', weights: { a: 50, b: 40 } }), 'pools[0].weights: add up to 90, not 100: add 10'],
    [pool({ method: 'fixed', weights: { a: 100, b: 0.000000001 } }), 'add up to 100.000000001, not 100: take off 0.00'],
    [pool({ method: 'fixed', weights: { a: 100.0000000001 } }), 'pools[0].weights.a: has more than nine decimals'],
    [pool({ method: 'fixed', weights: { a: '5O' } }), 'pools[0].weights.a: must be a number such as 70'],
    [pool({ method: 'fixed', weights: { a: null } }), 'pools[0].weights.a: must be a number such as 70'],
    [pool({ method: 'fixed', weights: {} }), 'pools[0].weights: add up to 0, not 100'],
  ])('refuses %j', (document, fault) => {
    expect(faultsOf(document)).toEqual([expect.stringContaining(fault)]);
  });

  it('takes weights of nine decimals, negative ones and ones as text exactly', () => {
    expect(faultsOf(pool({ method: 'fixed', weights: { a: 33.333333333, b: 66.666666667, c: -7, d: 0 } }))).toEqual([]);
    const thirds = readRules(
      pool({ method: 'fixed', weights: { a: 33.333333333, b: '33.333333333', c: 33.333333334 } }),
    );
    expect(thirds.ok && [...(thirds.rules.pools[0]?.weights.values() ?? [])]).toEqual([
      33_333_333_333n,
      33_333_333_333n,
      33_333_333_334n,
    ]);
  });

  it('takes one pool twice in other months only', () => {
    const twice = (from: string) => ({
      pools: [
        { id: 'p', source: { pool: 'p' }, method: 'even', to: '2026-07' },
        { id: 'p', source: { pool: 'p' }, method: 'keep', from },
      ],
    });
    expect(faultsOf(twice('2026-07'))).toEqual([]);
    expect(faultsOf(twice('2026-06'))).toEqual([
      expect.stringContaining('pools[1].id: "p" is pools[0] in the same months'),
    ]);
  });

  it('tells all faults at once', () => {
    const document = {
      colour: 1,
      projects: [{ id: '' }, 5],
      assignments: [{ when: { ou: 7 }, then: { project: '(tax)' }, from: 'soon' }],
      pools: [{ id: 'a', source: {}, method: 'x', targets: [1, ''] }],
    };
    expect(faultsOf(document).map((fault) => fault.slice(0, fault.indexOf(': ')))).toEqual([
      'colour',
      'projects[1]',
      'projects[0].id',
      'assignments[0].when.ou',
      'assignments[0].then.project',
      'assignments[0].from',
      'pools[0].method',
      'pools[0].source',
      'pools[0].targets[0]',
      'pools[0].targets[1]',
    ]);
  });
});
