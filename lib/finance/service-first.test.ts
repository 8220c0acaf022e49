import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignerOf } from './assignment';
import { type Amounts, addAmounts, amountsOf, BASES, noAmounts, subtractAmounts } from './basis';
import { company, rulesOf } from './company-fixture';
import { detailLookup } from './detail';
import { buildFaces, type FaceCell, type FaceName } from './face';
import { serviceFirst } from './service-first';
import { buildSlices } from './slice';

const flat = (units: bigint): Amounts => amountsOf(() => units);
const cell = (home: string | null, environment: string | null, service: string, units: bigint): FaceCell => ({
  ...{ account: 'a', home, environment, service, amounts: flat(units) },
});
const sums = (rows: readonly { readonly amounts: Amounts }[], keyOf: (row: never) => string): [string, Amounts][] => {
  const found = new Map<string, Amounts>();
  for (const row of rows) {
    const key = keyOf(row as never);
    found.set(key, addAmounts(found.get(key) ?? noAmounts(), row.amounts));
  }
  return [...found]
    .filter(([, amounts]) => BASES.some((basis) => amounts[basis] !== 0n))
    .sort(([a], [b]) => (a < b ? -1 : 1));
};
const byService = ({ account, service }: FaceCell): string => `${account} ${service}`;
const byHome = ({ account, home }: { account: string; home: string | null }): string => `${account} ${home}`;

describe('usage told by service first', () => {
  it('tells the services of a home without its environments', () => {
    const told = serviceFirst({
      full: [cell('project:p', 'prod', 'S3', 4n), cell('project:p', 'dev', '(not fetched)', 6n)],
      homeService: [cell('project:p', null, 'S3', 5n), cell('project:p', null, 'EC2', 5n)],
      service: [cell(null, null, 'S3', 5n), cell(null, null, 'EC2', 5n)],
    });
    expect(told).toEqual({
      cells: [
        cell('project:p', 'prod', 'S3', 4n),
        cell('project:p', '(not fetched)', 'S3', 1n),
        cell('project:p', '(not fetched)', 'EC2', 5n),
      ],
      placements: [],
    });
  });

  it('tells the services of an account without homes, and what each home has of them', () => {
    const unknown = [cell('project:p', 'dev', '(not fetched)', 6n), cell('untagged', 'dev', '(not fetched)', 1n)];
    const { cells, placements } = serviceFirst({
      ...{ full: unknown, homeService: unknown },
      service: [cell(null, null, 'S3', 4n), cell(null, null, 'EC2', 3n)],
    });
    expect(cells).toEqual([
      cell('notFetched', '(not fetched)', 'S3', 4n),
      cell('notFetched', '(not fetched)', 'EC2', 3n),
    ]);
    expect(placements).toEqual([
      { account: 'a', home: 'project:p', amounts: flat(6n) },
      { account: 'a', home: 'untagged', amounts: flat(1n) },
      { account: 'a', home: 'notFetched', amounts: flat(-7n) },
    ]);
  });

  it('leaves what no face knows better', () => {
    const full = [cell('project:p', 'dev', '(not fetched)', 6n), cell('untagged', 'dev', '(not fetched)', 1n)];
    const service = [cell(null, null, '(not fetched)', 7n)];
    expect(serviceFirst({ full, homeService: full, service })).toEqual({ cells: full, placements: [] });
  });

  it('gives the services of every account and the homes of every account, to the unit, for any company and rules', () => {
    fc.assert(
      fc.property(company, rulesOf, fc.boolean(), (given, rules, unread) => {
        const assigner = assignerOf(rules, '2026-10');
        const { accounts } = buildSlices({ ...given, assigner });
        const services = new Map(
          accounts.map(({ account, usage: { amounts } }) => {
            const third = amountsOf((basis) => amounts[basis] / 3n);
            return [
              account,
              new Map([
                ['S3', third],
                ['EC2', subtractAmounts(amounts, third)],
              ]),
            ] as const;
          }),
        );
        const faces = accounts.map((each) =>
          buildFaces(each, { assigner, services: unread ? null : services, detail: detailLookup([]) }),
        );
        const face = (name: FaceName) => faces.flatMap((each) => each.get(name) ?? []);
        const { cells, placements } = serviceFirst({
          ...{ full: face('home.environment.service'), homeService: face('home.service'), service: face('service') },
        });
        expect(sums(cells, byService)).toEqual(sums(face('service'), byService));
        expect(sums([...cells, ...placements], byHome)).toEqual(sums(face('home'), byHome));
      }),
    );
  });
});
