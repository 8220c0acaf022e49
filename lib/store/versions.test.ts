import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Content, planVersions, sameContent, type Version } from './versions';

type Walk = ReadonlyMap<string, Content>;

/** What `writePlan` does to a table, in memory. */
function write(versions: readonly Version[], day: string, plan: ReturnType<typeof planVersions>): Version[] {
  const kept = versions
    .filter(({ id, to }) => !(to === '' && plan.remove.includes(id)))
    .map((version) => (version.to === '' && plan.close.includes(version.id) ? { ...version, to: day } : version))
    .filter(({ id, from }) => !plan.put.some((put) => put.id === id && put.from === from));
  return [...kept, ...plan.put.map((put) => ({ ...put, to: '' }))];
}

const on = (versions: readonly Version[], day: string): Map<string, Content> =>
  new Map(
    versions.filter(({ from, to }) => from <= day && (to === '' || to > day)).map(({ id, content }) => [id, content]),
  );

const dayOf = (n: number) => `2026-01-${String(n + 1).padStart(2, '0')}`;
const walk = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y')))
  .map((pairs): Walk => new Map(pairs.map(([id, place]) => [id, [place]])));
const walks = fc.array(fc.tuple(fc.nat(2), walk), { minLength: 1, maxLength: 12 });

it('shows for each day what the last walk until its end found, in versions that neither overlap nor repeat', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      let versions: Version[] = [];
      let at = 0;
      const last = new Map<number, Walk>();
      for (const [gap, seen] of steps) {
        at += gap;
        const day = dayOf(at);
        const current = versions.filter(({ to }) => to === '' || to >= day);
        versions = write(versions, day, planVersions(current, seen, day, true));
        last.set(at, seen);
      }
      let expected: Walk = new Map();
      for (let n = 0; n <= at; n += 1) {
        expected = last.get(n) ?? expected;
        expect(on(versions, dayOf(n))).toEqual(new Map(expected));
      }
      for (const version of versions) {
        if (version.to !== '') expect(version.from < version.to).toBe(true);
        const next = versions.find((other) => other.id === version.id && other.from === version.to);
        if (next) expect(sameContent(next.content, version.content)).toBe(false);
        const overlapping = versions.filter(
          (other) =>
            other.id === version.id &&
            other !== version &&
            other.from < (version.to || '9') &&
            (other.to || '9') > version.from,
        );
        expect(overlapping).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});

it('leaves what was not asked about alone when a walk is not complete', () => {
  const versions: Version[] = [
    { id: 'a', from: '2026-01-01', to: '', content: ['x'] },
    { id: 'b', from: '2026-01-01', to: '', content: ['x'] },
  ];
  const plan = planVersions(versions, new Map([['a', ['y']]]), '2026-01-02', false);
  expect(plan).toEqual({
    close: ['a'],
    remove: [],
    put: [{ id: 'a', from: '2026-01-02', content: ['y'] }],
    changes: [{ id: 'a', before: ['x'], after: ['y'] }],
  });
});
