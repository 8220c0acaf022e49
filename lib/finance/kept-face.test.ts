import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axesOf } from './account-axis';
import { assignerOf } from './assignment';
import { type Amounts, noAmounts, sumAmounts } from './basis';
import { tagValueKey } from './cost-fact';
import { sumByLabel } from './cross-table';
import { detailLookup } from './detail';
import { buildFaces, type FaceCell } from './face';
import { KEPT_FACES, type KeptFace, type KeptName, keepFaces, keptNames, sumOfFace } from './kept-face';
import { isNothing } from './rounding';
import { type Assignment, EMPTY_RULES } from './rules';
import { buildSlices } from './slice';
import { answerDetail, monthOf, planned, servicesOf, someRules, type TaggedLine, taggedLines } from './usage-fixture';

/** A face as it is read of what is kept: a cell without a service stands for the account's services. */
function expanded(
  face: KeptFace,
  kept: ReadonlyMap<KeptName, readonly FaceCell[]>,
  services: ReadonlyMap<string, Amounts>,
): FaceCell[] {
  const has = (dimension: string) => face.split('.').includes(dimension);
  return keptNames(face).flatMap((name) =>
    (kept.get(name) ?? []).flatMap((cell): FaceCell[] => {
      const own = {
        ...{ account: cell.account, home: has('home') ? cell.home : null },
        environment: has('environment') ? cell.environment : null,
      };
      if (!has('service')) {
        const counts = cell.service === null || name === 'home+environment+service';
        return counts ? [{ ...own, service: null, amounts: cell.amounts }] : [];
      }
      if (cell.service !== null) return [{ ...own, service: cell.service, amounts: cell.amounts }];
      return [...services].map(([service, amounts]) => ({ ...own, service: tagValueKey(service), amounts }));
    }),
  );
}

const labelled = (cells: readonly FaceCell[]) =>
  sumByLabel(
    cells,
    ({ home, environment, service }) => JSON.stringify([home, environment, service]),
    ({ amounts }) => amounts,
  )
    .map(({ first: { home, environment, service }, amounts }) => ({ home, environment, service, amounts }))
    .sort((a, b) =>
      JSON.stringify([a.home, a.environment, a.service]) < JSON.stringify([b.home, b.environment, b.service]) ? -1 : 1,
    );

const line = (service: string, blended: bigint, tags: TaggedLine['tags']): TaggedLine => ({
  ...{ account: '222222222222', recordType: 'Usage', service, tags, amounts: { ...noAmounts(), blended } },
});

/** A value of `env` whose usage cancels out, so that no axis has it, and services of which a part lies under it. */
const CANCELLED = [
  line('Amazon S3', -1_000_003n, { app: '(untagged)', env: 'prod' }),
  line('Amazon S3', 2_000_006n, { Stage: 'prod' }),
  line('Amazon EC2', 1_000_003n, { app: 'shop-prod', env: 'prod' }),
];
const GIVEN: Assignment = {
  ...{ from: null, to: null, then: {} },
  when: { kind: 'tagPattern', pattern: '^(?<project>\\w+)-(?<environment>prod|test)$', dimension: null },
};

it('keeps every face of any account under any rules, whatever was asked of it', () => {
  let shared = 0;
  fc.assert(
    fc.property(taggedLines, someRules, fc.nat(6), fc.boolean(), (lines, some, limit, unread) => {
      const rules = { ...EMPTY_RULES, ...some };
      const assigner = assignerOf(rules, '2026-10');
      const { accounts } = buildSlices({ ...monthOf(lines), assigner });
      const services = unread ? null : servicesOf(lines);
      const queries = limit === 0 ? [] : planned(lines, rules, limit).queries;
      const detail = detailLookup(queries.map((query) => answerDetail(lines, query)));
      for (const month of accounts) {
        const own = new Map([...(services?.get(month.account) ?? [])].filter(([, amounts]) => !isNothing(amounts)));
        const kept = keepFaces(month.account, axesOf(month, services && own, assigner), detail);
        const faces = buildFaces(month, { assigner, services, detail }, KEPT_FACES);
        for (const face of KEPT_FACES) {
          const cells = expanded(face, kept, own);
          expect([face, labelled(cells)]).toEqual([face, labelled(faces.get(face) ?? [])]);
          expect(sumOfFace(face, kept)).toEqual(sumAmounts(cells.map(({ amounts }) => amounts)));
        }
        if ([...kept.keys()].some((name) => name.includes('+'))) shared += 1;
      }
    }),
    { numRuns: 300, examples: [[CANCELLED, { assignments: [GIVEN] }, 1, false]] },
  );
  expect(shared).toBeGreaterThan(100);
});
