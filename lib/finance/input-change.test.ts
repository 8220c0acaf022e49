import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planChange } from './input-change';
import { REVENUE, type Revenue } from './input-kind';
import { keyOfLine } from './input-line';

const revenue = (source: string, amount: bigint, currency = 'USD'): Revenue => ({
  ...{ month: '2026-10', entity: { kind: 'project', id: 'checkout' } },
  ...{ amount, currency, source },
});

describe('planChange', () => {
  const stored = [revenue('', 1n), revenue('Services', 2n), revenue('Other', 3n)];

  it('tells what is added, changed, unchanged and removed', () => {
    const change = planChange(REVENUE, stored, [
      revenue('', 1n),
      revenue('Services', 5n),
      { ...revenue('Other', 3n), amount: null },
      { ...revenue('Nothing', 3n), amount: null },
      revenue('New', 7n),
    ]);
    expect(change).toEqual({
      added: [revenue('New', 7n)],
      changed: [{ before: revenue('Services', 2n), after: revenue('Services', 5n) }],
      unchanged: [revenue('', 1n)],
      removed: [revenue('Other', 3n)],
    });
  });

  it('takes another currency for a change', () => {
    expect(planChange(REVENUE, stored, [revenue('', 1n, 'EUR')]).changed).toHaveLength(1);
  });

  it('changes nothing the second time', () => {
    const lines = fc.uniqueArray(fc.record({ source: fc.string(), amount: fc.bigInt() }), {
      selector: (l) => l.source,
    });
    fc.assert(
      fc.property(lines, lines, (before, given) => {
        const [old, fresh] = [before, given].map((list) => list.map(({ source, amount }) => revenue(source, amount)));
        const change = planChange(REVENUE, old ?? [], fresh ?? []);
        const after = new Map((old ?? []).map((entry) => [keyOfLine(REVENUE, entry), entry]));
        for (const entry of [...change.added, ...change.changed.map((each) => each.after)])
          after.set(keyOfLine(REVENUE, entry), entry);
        expect(planChange(REVENUE, [...after.values()], fresh ?? [])).toEqual({
          ...{ added: [], changed: [], removed: [] },
          unchanged: fresh,
        });
      }),
    );
  });
});
