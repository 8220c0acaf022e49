import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASES } from './basis';
import { company, rulesOf } from './company-fixture';
import { deriveHomes, deriveMonth } from './derive-month';
import { detailLookup } from './detail';
import { keyOfHome } from './home';
import { keptNames } from './kept-face';
import { projectCosts, projectOfHome } from './project-cost';
import { totalProjects } from './project-totals';
import { faceOfSingle } from './single-home';

describe('projects in one basis', () => {
  it('are those of all bases, and their environments add up to what is direct, for any company and rules', () => {
    fc.assert(
      fc.property(company, rulesOf, fc.constantFrom(...BASES), (given, rules, basis) => {
        const month = '2026-10';
        const detail = detailLookup([]);
        const input = { ...given, month, rules, serviceSums: null, revenue: new Map<string, bigint>() };
        const derived = deriveMonth(input, deriveHomes(input), { services: null, detail });
        const expected = totalProjects(derived.slices, derived.split.shares);
        const cells = [
          ...keptNames('home.environment').flatMap((name) => derived.faces.get(name) ?? []),
          ...derived.single.flatMap((single) => faceOfSingle(single, [], 'home.environment')),
        ];
        const found = projectCosts(
          derived.slices.map(({ home, chargeClass, amounts }) => ({
            ...{ home: keyOfHome(home), chargeClass, units: amounts[basis] },
          })),
          derived.split.shares.map(({ home, pool, side, amounts }) => ({ home, pool, side, units: amounts[basis] })),
          cells.map(({ home, environment, amounts }) => ({
            ...{ home: home ?? '', environment: environment ?? '', units: amounts[basis] },
          })),
        );
        expect(found.unallocated).toBe(expected.unallocated[basis]);
        expect(found.projects.map(({ project, direct, total }) => [project, direct, total])).toEqual(
          expected.projects.map(({ project, direct, total }) => [project, direct[basis], total[basis]]),
        );
        for (const { direct, total, shared, environments } of found.projects) {
          expect([...environments.values()].reduce((sum, units) => sum + units, 0n)).toBe(direct);
          expect([...shared.values()].reduce((sum, units) => sum + units, direct)).toBe(total);
        }
      }),
    );
  });

  it('say so where environments were not read', () => {
    const slices = [
      { home: 'project:a', chargeClass: 'usage', units: 10n },
      { home: 'project:a', chargeClass: 'support', units: 3n },
      { home: 'untagged', chargeClass: 'usage', units: 5n },
    ] as const;
    const { projects, unallocated } = projectCosts(slices, [], [{ home: 'project:a', environment: 'prod', units: 4n }]);
    expect(projects.map(({ environments }) => [...environments])).toEqual([
      [
        ['prod', 4n],
        ['(not fetched)', 6n],
        ['(support)', 3n],
      ],
    ]);
    expect(unallocated).toBe(5n);
  });

  it('are told apart from other homes by their id alone', () => {
    expect(projectOfHome('project:a:b')).toBe('a:b');
    expect(projectOfHome('pool:a')).toBeNull();
    expect(projectOfHome('untagged')).toBeNull();
  });
});
