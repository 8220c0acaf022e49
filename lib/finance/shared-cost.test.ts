import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignerOf } from './assignment';
import { company, rulesOf } from './company-fixture';
import { keyOfHome } from './home';
import { sharedCosts } from './shared-cost';
import { buildSlices } from './slice';
import { splitPools } from './split';

const MONTH = '2026-10';

describe('sharedCosts', () => {
  it('adds up who pays what, by pool, and what nobody pays', () => {
    const costs = sharedCosts({
      slices: [
        { home: 'project:a', chargeClass: 'usage', units: 100n },
        { home: 'pool:net', chargeClass: 'usage', units: 30n },
        { home: 'untagged', chargeClass: 'usage', units: 7n },
      ],
      shares: [
        { home: 'pool:net', pool: 'net', side: 'out', units: 25n },
        { home: 'project:a', pool: 'net', side: 'in', units: 20n },
        { home: 'project:b', pool: 'net', side: 'in', units: 5n },
      ],
      unallocated: [
        { home: 'pool:net', pool: 'net', units: 5n },
        { home: 'untagged', pool: null, units: 7n },
      ],
      notices: [
        { pool: 'net', message: 'b is new.', month: '2026-10' },
        { pool: 'net', message: 'b is new.', month: '2026-09' },
      ],
    });
    expect(costs).toEqual({
      projects: [
        { project: 'a', direct: 100n, shared: 20n },
        { project: 'b', direct: 0n, shared: 5n },
      ],
      pools: [{ pool: 'net', moved: 25n, left: 5n }],
      flows: [
        { pool: 'net', project: 'a', units: 20n },
        { pool: 'net', project: 'b', units: 5n },
      ],
      unallocated: 12n,
      untagged: 7n,
      notices: [{ pool: 'net', message: 'b is new.', months: ['2026-09', '2026-10'] }],
    });
  });

  it('loses and makes nothing, whatever the rules: Σ direct + Σ shared + unallocated = Σ slices', () => {
    fc.assert(
      fc.property(company, rulesOf, (given, rules) => {
        const { slices } = buildSlices({ ...given, assigner: assignerOf(rules, MONTH) });
        const split = splitPools({ rules, month: MONTH, slices, revenue: new Map() });
        const costs = sharedCosts({
          slices: slices.map(({ home, chargeClass, amounts }) => ({
            ...{ home: keyOfHome(home), chargeClass, units: amounts.amortized },
          })),
          shares: split.shares.map((share) => ({ ...share, units: share.amounts.amortized })),
          unallocated: split.unallocated.map((part) => ({ ...part, units: part.amounts.amortized })),
          notices: [],
        });
        const sum = (units: readonly bigint[]) => units.reduce((all, each) => all + each, 0n);
        const paid = sum(costs.projects.flatMap(({ direct, shared }) => [direct, shared]));
        expect(paid + costs.unallocated).toBe(sum(slices.map(({ amounts }) => amounts.amortized)));
        expect(sum(costs.flows.map(({ units }) => units))).toBe(sum(costs.projects.map(({ shared }) => shared)));
      }),
      { numRuns: 200 },
    );
  });
});
