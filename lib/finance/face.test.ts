import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assigner, assignerOf } from './assignment';
import { type Amounts, amountsOf, sumAmounts } from './basis';
import { tagValueKey } from './cost-fact';
import { sumByLabel } from './cross-table';
import { detailLookup } from './detail';
import { buildFaces, FACES, type FaceCell, type FaceInput, type FaceName } from './face';
import { type Home, keyOfHome } from './home';
import { EMPTY_RULES, type Rules } from './rules';
import { buildSlices } from './slice';
import {
  answerDetail,
  monthOf,
  planned,
  servicesOf,
  someRules,
  type TaggedLine,
  taggedLines,
  usageLines,
} from './usage-fixture';
import { usageLookup } from './usage-line';

const MONTH = '2026-10';

/** Each line by itself: no cube, no difference, no plan. */
function byLine(lines: readonly TaggedLine[], assigner: Assigner, name: FaceName) {
  const facts = (id: string) => ({ id, name: id, path: [], tags: {} });
  const labelled = usageLines(lines).map(({ account, project, environment, service, amounts }) => {
    const { home, environment: fixed } = assigner.ofAccount(facts(account));
    const value = project && assigner.ofProjectValue(project.raw);
    const homeOf: Home = home?.value ?? value?.home.value ?? { kind: 'untagged' };
    const own = environment ? assigner.ofEnvironmentValue(environment.raw).value : '(untagged)';
    const labels: Record<string, string> = {
      home: keyOfHome(homeOf),
      environment: fixed?.value ?? value?.environment?.value ?? own,
      service: tagValueKey(service),
    };
    const units = amountsOf((basis) => amounts[basis] / 10n ** 9n);
    return { keys: [account, ...name.split('.').map((dimension) => labels[dimension] ?? '')], amounts: units };
  });
  return summed(labelled);
}

function summed(cells: readonly { keys: readonly string[]; amounts: Amounts }[]): Record<string, Amounts> {
  const sums = sumByLabel(
    cells,
    ({ keys }) => JSON.stringify(keys),
    ({ amounts }) => amounts,
  );
  return Object.fromEntries(sums.map(({ first, amounts }) => [JSON.stringify(first.keys), amounts]));
}

const ours = (cells: readonly FaceCell[]) =>
  summed(
    cells.map(({ account, home, environment, service, amounts }) => ({
      keys: [account, ...[home, environment, service].filter((key) => key !== null)],
      amounts,
    })),
  );

function facesOf(lines: readonly TaggedLine[], rules: Rules, detail: (limit: number) => FaceInput['detail']) {
  const assigner = assignerOf(rules, MONTH);
  const { accounts, breaches } = buildSlices({ ...monthOf(lines), assigner });
  expect(breaches.filter(({ certain }) => certain)).toEqual([]);
  const input = { assigner, services: servicesOf(lines), detail: detail(1_000) };
  const faces = accounts.map((each) => ({ each, faces: buildFaces(each, input) }));
  const cells = (name: FaceName) => faces.flatMap((found) => found.faces.get(name) ?? []);
  return { assigner, accounts, faces, cells };
}

const asked = (lines: readonly TaggedLine[], rules: Rules, limit: number) =>
  detailLookup(planned(lines, rules, limit).queries.map((query) => answerDetail(lines, query)));

describe('faces of any bill under any rules', () => {
  it('of a file are what its lines say, all seven', () => {
    fc.assert(
      fc.property(taggedLines, someRules, (lines, some) => {
        const rules = { ...EMPTY_RULES, ...some };
        const { cells, assigner } = facesOf(lines, rules, () => usageLookup(usageLines(lines)));
        for (const name of FACES) expect([name, ours(cells(name))]).toEqual([name, byLine(lines, assigner, name)]);
      }),
      { numRuns: 300 },
    );
  });

  it('of AWS are what the lines say once the plan was asked', () => {
    fc.assert(
      fc.property(taggedLines, someRules, (lines, some) => {
        const rules = { ...EMPTY_RULES, ...some };
        const { cells, assigner } = facesOf(lines, rules, (limit) => asked(lines, rules, limit));
        for (const name of ['home', 'service', 'home.service', 'environment', 'home.environment'] as const) {
          expect([name, ours(cells(name))]).toEqual([name, byLine(lines, assigner, name)]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('sum to the usage, with however little detail, and never say more than the lines do', () => {
    fc.assert(
      fc.property(taggedLines, someRules, fc.nat(6), (lines, some, limit) => {
        const rules = { ...EMPTY_RULES, ...some };
        const { faces, cells, assigner } = facesOf(lines, rules, () => asked(lines, rules, limit));
        for (const { each, faces: found } of faces) {
          for (const list of found.values()) {
            expect(sumAmounts(list.map(({ amounts }) => amounts))).toEqual(each.usage.amounts);
          }
        }
        // A raw value is known whole or not at all; of a label that rules, or two keys of a chain, share a part may be known.
        if (rules.assignments.length > 0) return;
        for (const name of FACES) {
          const truth = byLine(lines, assigner, name);
          const named = cells(name).filter(
            ({ home, environment, service }) =>
              !['untagged', 'project:checkout'].includes(home ?? '') &&
              environment !== 'prod' &&
              ![environment, service].some((key) => key?.startsWith('(')),
          );
          for (const [key, amounts] of Object.entries(ours(named))) expect([key, truth[key]]).toEqual([key, amounts]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

it('tells all dimensions of a value that has one environment, or that has its environment alone', () => {
  const line = (app: string | null, env: string, service: string, units: number): TaggedLine => ({
    account: '1',
    recordType: 'Usage',
    service,
    tags: app === null ? { env } : { app, env },
    amounts: amountsOf(() => BigInt(units) * 1_000_000n),
  });
  const alone = [
    line('a', 'prod', 'S3', 5),
    line('a', 'prod', 'EC2', 4),
    line('b', 'prod', 'S3', 2),
    line('b', 'dev', 'EC2', 7),
    line('b', 'dev', 'S3', 3),
    line(null, 'test', 'S3', 1),
  ];
  const { cells, assigner } = facesOf(alone, EMPTY_RULES, (limit) => asked(alone, EMPTY_RULES, limit));
  const truth = byLine(alone, assigner, 'home.environment.service');
  const { [JSON.stringify(['1', 'project:b', 'prod', 'S3'])]: both, ...follows } = truth;
  expect(ours(cells('home.environment.service'))).toEqual({
    ...follows,
    [JSON.stringify(['1', 'project:b', 'prod', '(not fetched)'])]: both,
  });
});
