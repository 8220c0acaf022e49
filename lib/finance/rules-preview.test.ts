import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignerOf } from './assignment';
import { type Amounts, addAmounts, amountsOf, noAmounts, sumAmounts } from './basis';
import type { ChargeClass } from './charge-class';
import { company, rulesOf } from './company-fixture';
import type { Rules } from './rules';
import { readRules } from './rules-document';
import { type PreviewInput, previewRules } from './rules-preview';
import { buildSlices } from './slice';

const MONTH = '2026-10';
const flat = (units: number): Amounts => amountsOf(() => BigInt(units));

function rulesFrom(document: object): Rules {
  const reading = readRules(document);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.rules;
}

/** Accounts 1 (mixed: checkout 60, search 30, 10 without a tag; tax 5) and 2 (usage 200, support 20; tagged checkout 50). */
const input = (document: object): PreviewInput => {
  const classes = (usage: number, other: ChargeClass, amount: number) =>
    new Map([
      ['usage' as const, { amounts: flat(usage), groups: 1 }],
      [other, { amounts: flat(amount), groups: 1 }],
    ]);
  const account = (id: string, ou: string) => ({ id, name: `team-${id}`, path: ['r-1', ou], tags: {} });
  const cell = (id: string, raw: string, units: number) => ({ account: id, raw, amounts: flat(units) });
  return {
    month: MONTH,
    rules: rulesFrom({ dimensions: { project: ['app'], environment: ['env'] }, ...document }),
    accounts: new Map([
      ['1', account('1', 'ou-a')],
      ['2', account('2', 'ou-b')],
    ]),
    book: new Map([
      ['1', classes(100, 'tax', 5)],
      ['2', classes(200, 'support', 20)],
    ]),
    projectChain: [
      {
        key: 'app',
        cells: [
          cell('1', 'checkout', 60),
          cell('1', 'search', 30),
          cell('1', '', 10),
          cell('2', 'checkout', 50),
          cell('2', '', 150),
        ],
      },
    ],
    environmentChain: [{ key: 'env', cells: [cell('1', 'Prod', 70), cell('1', '', 30), cell('2', '', 200)] }],
    revenue: new Map(),
  };
};
const account = (id: string) => ({ accounts: [id] });
const preview = (after: object, before: object = {}) => previewRules(input(before), input(after));
const catchesOf = (after: object) =>
  preview(after).rules.map(({ rule, caught, taken, usage, total }) => ({
    rule,
    caught: caught.map((each) => [
      each.account ?? each.raw,
      each.accounts,
      each.decides.join(),
      Number(each.total.amortized),
    ]),
    taken: taken.map((each) => [each.account ?? each.raw, each.by, each.decides.join(), Number(each.total.amortized)]),
    sums: [Number(usage.amortized), Number(total.amortized)],
  }));

describe('ruleCatches', () => {
  it('tells accounts with all their charges, and what an earlier rule took of them', () => {
    const assignments = [
      { when: account('2'), then: { project: 'search' } },
      { when: { ou: 'r-1' }, then: { pool: 'rest', environment: 'prod' } },
      { when: { accountName: '-2$' }, then: { environment: 'dev' } },
      { when: account('9'), then: { project: 'none' } },
    ];
    expect(catchesOf({ assignments })).toEqual([
      { rule: 0, caught: [['2', 1, 'home', 220]], taken: [], sums: [200, 220] },
      {
        rule: 1,
        caught: [
          ['1', 1, 'home,environment', 105],
          ['2', 1, 'environment', 200],
        ],
        taken: [['2', 0, 'home', 220]],
        sums: [300, 305],
      },
      { rule: 2, caught: [], taken: [['2', 1, 'environment', 200]], sums: [0, 0] },
      { rule: 3, caught: [], taken: [], sums: [0, 0] },
    ]);
  });

  it('tells raw values over all accounts, and what account rules and earlier tag rules took of them', () => {
    const assignments = [
      { when: { tagValues: ['checkout'] }, then: { project: 'shop' } },
      { when: { tagPattern: '^(?<project>check|sea)' }, then: { environment: 'live' } },
      { when: { tagValues: ['Prod'] }, then: { environment: 'prod' } },
    ];
    expect(catchesOf({ assignments })).toEqual([
      { rule: 0, caught: [['checkout', 2, 'home', 110]], taken: [], sums: [110, 110] },
      {
        rule: 1,
        caught: [
          ['checkout', 2, 'environment', 110],
          ['search', 1, 'home,environment', 30],
        ],
        taken: [['checkout', 0, 'home', 110]],
        sums: [140, 140],
      },
      { rule: 2, caught: [['Prod', 1, 'environment', 70]], taken: [], sums: [70, 70] },
    ]);
    const dedicated = [...assignments, { when: account('2'), then: { project: 'own' } }];
    expect(catchesOf({ assignments: dedicated }).map(({ caught, taken }) => [caught, taken])).toEqual([
      [[['checkout', 1, 'home', 60]], [['checkout', 3, 'home', 50]]],
      [
        [
          ['checkout', 2, 'environment', 110],
          ['search', 1, 'home,environment', 30],
        ],
        [
          ['checkout', 0, 'home', 60],
          ['checkout', 3, 'home', 50],
        ],
      ],
      [[['Prod', 1, 'environment', 70]], []],
      [[['2', 1, 'home', 220]], []],
    ]);
  });

  it('gives nothing to a rule of other months', () => {
    const [only] = preview({ assignments: [{ when: account('1'), then: { project: 'a' }, to: MONTH }] }).rules;
    expect(only).toEqual({ rule: 0, holds: false, caught: [], taken: [], usage: noAmounts(), total: noAmounts() });
  });
});

describe('previewRules', () => {
  it('puts what each project pays side by side, and what nobody does', () => {
    const after = {
      assignments: [{ when: account('2'), then: { project: 'search' } }],
      pools: [
        { id: 'rest', source: { untagged: 'all' }, method: 'fixed', weights: { checkout: 70, gone: 30 } },
        { id: 'later', source: { charges: 'all' }, method: 'even', from: '2027-01' },
        { id: 'tax', source: { charges: 'all' }, method: 'even' },
      ],
    };
    const { projects, unallocated, untagged, pools, notices } = preview(after);
    const units = ({ direct, shared, total }: { direct: Amounts; shared: Amounts; total: Amounts }) =>
      [direct, shared, total].map(({ amortized }) => Number(amortized));
    expect(projects.map((each) => [each.project, units(each.before), units(each.after)])).toEqual([
      ['checkout', [110, 0, 110], [60, 10, 70]],
      ['search', [30, 0, 30], [250, 2, 252]],
    ]);
    expect([unallocated.before, unallocated.after].map(({ amortized }) => Number(amortized))).toEqual([185, 3]);
    expect([untagged.before, untagged.after].map(({ amortized }) => Number(amortized))).toEqual([160, 3]);
    expect(
      pools.map(({ holds, accounts, taken, moved }) => [
        holds,
        accounts,
        Number(taken.amortized),
        Number(moved.amortized),
      ]),
    ).toEqual([
      [true, ['1'], 10, 7],
      [false, [], 0, 0],
      [true, ['1'], 5, 5],
    ]);
    expect(notices.map(({ code, subject }) => [code, subject])).toEqual([['absent-target', 'gone']]);
  });

  it('loses and makes nothing, for any company and any two sets of rules', () => {
    fc.assert(
      fc.property(company, rulesOf, rulesOf, (given, before, after) => {
        const of = (rules: Rules): PreviewInput => ({ ...given, month: MONTH, rules, revenue: new Map() });
        const { projects, unallocated, pools, rules } = previewRules(of(before), of(after));
        const book = sumAmounts(
          [...given.book.values()].flatMap((classes) => [...classes.values()].map(({ amounts }) => amounts)),
        );
        for (const side of ['before', 'after'] as const) {
          expect(sumAmounts([...projects.map((each) => each[side].total), unallocated[side]])).toEqual(book);
          for (const { [side]: pays } of projects) expect(addAmounts(pays.direct, pays.shared)).toEqual(pays.total);
        }
        expect(pools).toHaveLength(after.pools.length);
        expect(rules.map(({ rule }) => rule)).toEqual(after.assignments.map((_, at) => at));
      }),
      { numRuns: 200 },
    );
  });

  it('catches every cost with a home by rule once, to the unit, and never what another rule has', () => {
    fc.assert(
      fc.property(company, rulesOf, (given, rules) => {
        const input: PreviewInput = { ...given, month: MONTH, rules, revenue: new Map() };
        const assigner = assignerOf(rules, MONTH);
        const { accounts } = buildSlices({ ...input, assigner });
        const bruteForce = accounts.flatMap(({ assignment, classes, project }) => {
          const { rule = null } = assignment.home ?? {};
          if (rule !== null) return [...classes.values()].map(({ amounts }) => ({ rule, amounts }));
          return project.values.flatMap(({ raw, amounts }) => {
            const { rule: by } = assigner.ofProjectValue(raw).home;
            return by === null ? [] : [{ rule: by, amounts }];
          });
        });
        for (const { rule, caught, taken } of previewRules(input, input).rules) {
          const homes = caught.filter(({ decides }) => decides.includes('home'));
          const expected = bruteForce.filter((each) => each.rule === rule).map(({ amounts }) => amounts);
          expect(sumAmounts(homes.map(({ total }) => total))).toEqual(sumAmounts(expected));
          expect(taken.every(({ by }) => by !== rule)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
