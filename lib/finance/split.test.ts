import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignerOf } from './assignment';
import { type Amounts, addAmounts, amountsOf, noAmounts, subtractAmounts, sumAmounts } from './basis';
import type { ChargeClass } from './charge-class';
import { company, type RandomCompany, rulesOf } from './company-fixture';
import { detailLookup } from './detail';
import { buildFaces } from './face';
import { totalProjects } from './project-totals';
import { PROPOSED_POOLS } from './proposed-rules';
import { EMPTY_RULES, type PoolRule, type Rules } from './rules';
import { buildSlices, type Slice } from './slice';
import { splitPools } from './split';

const MONTH = '2026-10';
const flat = (units: number | bigint): Amounts => amountsOf(() => BigInt(units));
const bookOf = (given: RandomCompany): Amounts =>
  sumAmounts([...given.book.values()].flatMap((classes) => [...classes.values()].map(({ amounts }) => amounts)));
const run = (rules: Rules, given: RandomCompany) => {
  const assigner = assignerOf(rules, MONTH);
  const { slices, accounts } = buildSlices({ ...given, assigner });
  const split = splitPools({ rules, month: MONTH, slices, revenue: new Map([['search', 500n]]) });
  return { slices, accounts, assigner, ...split, totals: totalProjects(slices, split.shares) };
};

const slice = (account: string, home: Slice['home'], chargeClass: ChargeClass, units: number): Slice => ({
  account,
  home,
  chargeClass,
  amounts: flat(units),
  dedicated: home.kind === 'project' || home.kind === 'pool',
  rule: null,
});
const project = (id: string): Slice['home'] => ({ kind: 'project', id });
const pool = (patch: Partial<PoolRule>): PoolRule => ({
  id: 'p',
  source: { kind: 'pool', id: 'platform' },
  includeDedicated: false,
  method: 'proportional',
  weight: 'usage',
  weights: new Map(),
  targets: 'all',
  otherwise: 'keep',
  from: null,
  to: null,
  ...patch,
});
const split = (pools: readonly PoolRule[], slices: readonly Slice[], revenue = new Map<string, bigint>()) => {
  const rules = { ...EMPTY_RULES, pools };
  const result = splitPools({ rules, month: MONTH, slices, revenue });
  return { ...result, totals: totalProjects(slices, result.shares) };
};
const sharedOf = (totals: ReturnType<typeof totalProjects>) =>
  Object.fromEntries(
    totals.projects.map((each) => [
      each.project,
      Number([...each.shared.values()].reduce(addAmounts, noAmounts()).amortized),
    ]),
  );

describe('for any company and any rules', () => {
  it('Σ slices = the book, and every face of every account = its usage, in every basis', () => {
    fc.assert(
      fc.property(company, rulesOf, (given, rules) => {
        const { slices, accounts, assigner } = run(rules, given);
        expect(sumAmounts(slices.map(({ amounts }) => amounts))).toEqual(bookOf(given));
        for (const each of accounts) {
          const faces = buildFaces(each, { assigner, services: null, detail: detailLookup([]) });
          for (const cells of faces.values()) {
            expect(sumAmounts(cells.map(({ amounts }) => amounts))).toEqual(each.usage.amounts);
          }
        }
      }),
    );
  });

  it('Σ direct + Σ shared + unallocated = the book, and Σ in = Σ out of every pool and class', () => {
    fc.assert(
      fc.property(company, rulesOf, (given, rules) => {
        const { shares, unallocated, totals } = run(rules, given);
        expect(sumAmounts(unallocated.map(({ amounts }) => amounts))).toEqual(totals.unallocated);
        const parts = totals.projects.flatMap(({ direct, shared }) => [direct, ...shared.values()]);
        expect(sumAmounts([...parts, totals.unallocated])).toEqual(bookOf(given));
        const moved = new Map<string, Amounts>();
        for (const { pool: id, chargeClass, side, amounts } of shares) {
          const key = `${id} ${chargeClass}`;
          const before = moved.get(key) ?? noAmounts();
          moved.set(key, side === 'in' ? addAmounts(before, amounts) : subtractAmounts(before, amounts));
        }
        for (const rest of moved.values()) expect(rest).toEqual(noAmounts());
      }),
      { numRuns: 300 },
    );
  });

  it('an overlap aside, the order of the pools changes no sum', () => {
    fc.assert(
      fc.property(company, (given) => {
        const sums = (pools: readonly PoolRule[]) => run({ ...EMPTY_RULES, pools }, given).totals;
        const [support, charges, untagged] = PROPOSED_POOLS;
        if (!support || !charges || !untagged) throw new Error('three pools are proposed');
        const unallocated = (list: readonly PoolRule[]) => sums(list).unallocated;
        expect(unallocated([untagged, support, charges])).toEqual(unallocated([support, charges, untagged]));
      }),
    );
  });
});

describe('splitPools', () => {
  const shared = [
    slice('s', { kind: 'pool', id: 'platform' }, 'usage', 300),
    slice('a', project('A'), 'usage', 100),
    slice('b', project('B'), 'usage', 50),
  ];

  it('in proportion to usage, evenly, and by fixed weights', () => {
    expect(sharedOf(split([pool({})], shared).totals)).toEqual({ A: 200, B: 100 });
    expect(sharedOf(split([pool({ method: 'even' })], shared).totals)).toEqual({ A: 150, B: 150 });
    const fixed = pool({
      method: 'fixed',
      weights: new Map([
        ['A', 70_000_000_000n],
        ['B', 30_000_000_000n],
      ]),
    });
    expect(sharedOf(split([fixed], shared).totals)).toEqual({ A: 210, B: 90 });
  });

  it('leaves a listed target with nothing out, and with fixed its share unallocated', () => {
    const listed = split([pool({ targets: ['A', 'gone'] })], shared);
    expect(sharedOf(listed.totals)).toEqual({ A: 300, B: 0 });
    expect(listed.notices).toContainEqual(expect.objectContaining({ code: 'absent-target' }));
    const fixed = split(
      [
        pool({
          method: 'fixed',
          weights: new Map([
            ['A', 70_000_000_000n],
            ['gone', 30_000_000_000n],
          ]),
        }),
      ],
      shared,
    );
    expect(sharedOf(fixed.totals)).toEqual({ A: 210, B: 0 });
    expect(fixed.totals.unallocated).toEqual(flat(90));
  });

  it('weighs by revenue, and evenly where nobody has any', () => {
    const byRevenue = pool({ weight: 'revenue' });
    expect(
      sharedOf(
        split(
          [byRevenue],
          shared,
          new Map([
            ['A', 1n],
            ['B', 2n],
          ]),
        ).totals,
      ),
    ).toEqual({ A: 100, B: 200 });
    const none = split([byRevenue], shared);
    expect(sharedOf(none.totals)).toEqual({ A: 150, B: 150 });
    expect(none.notices.map(({ code }) => code)).toEqual(['unknown-revenue']);
  });

  it('counts a negative weight as nothing, and says so', () => {
    const negative = [...shared, slice('c', project('C'), 'usage', -40)];
    const { totals, notices } = split([pool({})], negative);
    expect(sharedOf(totals)).toEqual({ A: 200, B: 100, C: 0 });
    expect(notices.map(({ code }) => code)).toEqual(['negative-weight']);
  });

  it('keeps charges in their account where it has projects, and goes on to all where it has none', () => {
    const charges = [...shared, slice('a', { kind: 'charges' }, 'tax', 10), slice('z', { kind: 'charges' }, 'tax', 30)];
    const own = pool({ id: 'charges', source: { kind: 'charges', account: 'all' }, targets: 'sameAccount' });
    expect(sharedOf(split([own], charges).totals)).toEqual({ A: 10, B: 0 });
    expect(split([own], charges).totals.unallocated).toEqual(flat(330));
    expect(sharedOf(split([{ ...own, otherwise: 'all' }], charges).totals)).toEqual({ A: 30, B: 10 });
  });

  it('lets the first pool of the file take a slice, and never nets credits into costs', () => {
    const credits = [...shared, slice('s', { kind: 'pool', id: 'platform' }, 'credit', -30)];
    const { shares } = split([pool({ id: 'first' }), pool({ id: 'second', method: 'even' })], credits);
    expect(new Set(shares.map(({ pool: id }) => id))).toEqual(new Set(['first']));
    const into = shares
      .filter(({ side }) => side === 'in')
      .map(({ chargeClass, home, amounts }) => [chargeClass, home, Number(amounts.amortized)]);
    expect(into).toEqual([
      ['usage', 'project:A', 200],
      ['usage', 'project:B', 100],
      ['credit', 'project:A', -20],
      ['credit', 'project:B', -10],
    ]);
  });

  it('takes a class out of dedicated accounts only when told', () => {
    const support = [...shared, slice('a', project('A'), 'support', 60)];
    const rule = pool({ source: { kind: 'chargeClass', chargeClass: 'support' }, method: 'even' });
    expect(split([rule], support).shares).toEqual([]);
    expect(sharedOf(split([{ ...rule, includeDedicated: true }], support).totals)).toEqual({ A: -30, B: 30 });
  });

  it('keeps what a pool keeps, and what has no target', () => {
    expect(split([pool({ method: 'keep' })], shared).totals.unallocated).toEqual(flat(300));
    const alone = split([pool({})], shared.slice(0, 1));
    expect(alone.totals.unallocated).toEqual(flat(300));
    expect(alone.notices.map(({ code }) => code)).toEqual(['no-target']);
  });
});
