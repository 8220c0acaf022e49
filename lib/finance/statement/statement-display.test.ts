import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entitiesOf } from './query';
import { cell, MONTH, sheetOf, slice, smallInput, stored } from './small-books-fixture';
import { buildStatement } from './statement';
import { displayStatement } from './statement-display';
import { facts, inputOf, query as queries } from './statement-fixture';

const sum = (list: Iterable<bigint | null>): bigint =>
  [...list].reduce<bigint>((all, units) => all + (units ?? 0n), 0n);

describe('what is printed of any statement', () => {
  it('adds across and down, each figure less than one count from the true one', () => {
    fc.assert(
      fc.property(facts, queries, fc.constantFrom(0, 2, 3), (given, query, digits) => {
        const statement = buildStatement(query, inputOf(given, entitiesOf(query.shape)));
        const printed = new Map(displayStatement(statement, digits).map((row) => [row.key, row.amounts]));
        const unit = 10n ** BigInt(9 - digits);
        const of = (key: string, at: number): bigint => printed.get(key)?.[at] ?? 0n;
        const last = statement.columns.length - 1;
        const classes = statement.rows.filter(({ key }) => key.startsWith('class:'));
        for (const row of statement.rows) {
          const amounts = printed.get(row.key) ?? [];
          expect(amounts.map((count) => count === null)).toEqual(row.amounts.map((units) => units === null));
          if (row.unit === 'ratio') expect(amounts).toEqual(row.amounts);
          if (row.formula.kind === 'perDay' || row.formula.kind === 'ratio') continue;
          if (!row.amounts.includes(null))
            expect([row.key, sum(amounts.slice(0, last))]).toEqual([row.key, amounts[last]]);
          const { terms } = row.formula.kind === 'rows' ? row.formula : { terms: [] };
          const isKnown = (at: number) => row.amounts[at] !== null;
          for (const at of amounts.keys()) {
            if (terms.length > 0 && isKnown(at)) {
              expect([row.key, terms.reduce((all, term) => all + term.sign * of(term.row, at), 0n)]).toEqual([
                row.key,
                amounts[at],
              ]);
            }
            const off = (amounts[at] ?? 0n) * unit - (row.amounts[at] ?? 0n);
            const isClass = row.key.startsWith('class');
            const bound = isClass && at === last ? unit * BigInt(last) : isDifference(row.key) ? 2n * unit : unit;
            expect([row.key, off > -bound && off < bound]).toEqual([row.key, true]);
          }
        }
        for (const at of statement.columns.keys()) {
          if (classes.length > 0) expect(sum(classes.map(({ key }) => of(key, at)))).toBe(of('total', at));
        }
        const total = statement.rows.find(({ key }) => key === 'total')?.amounts[last] ?? 0n;
        const off = 2n * (of('total', last) * unit - total);
        expect(off <= unit && off >= -unit).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('prints as a change the difference of what is printed', () => {
    fc.assert(
      fc.property(facts, queries, (given, query) => {
        const statement = buildStatement(query, inputOf(given, entitiesOf(query.shape)));
        for (const { amounts, changes } of displayStatement(statement)) {
          for (const [at, each] of (changes ?? []).entries()) {
            const now = amounts[at] ?? null;
            expect(each.change).toBe(now === null || each.base === null ? null : now - each.base);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

const isDifference = (key: string): boolean => ['profit', 'gross', 'variance'].includes(key);

describe('displayStatement', () => {
  const third = (account: string) => slice(account, 'untagged', 'usage', 0.01);
  const input = smallInput({
    months: [stored(MONTH, 0)],
    slices: ['a', 'b', 'c'].map((account) => ({ ...third(account), units: 3_333_333n })),
    usage: ['a', 'b', 'c'].map((account) => ({ ...cell(account, null, null, 'AmazonEC2', 0), units: 3_333_333n })),
  });

  it('gives three thirds of a cent one cent between them', () => {
    const rows = displayStatement(buildStatement(sheetOf(['account:a', 'account:b']), input));
    const total = rows.find(({ key }) => key === 'total')?.amounts ?? [];
    expect(total.at(-1)).toBe(1n);
    expect(sum(total.slice(0, -1))).toBe(1n);
  });

  it('refuses a number of decimals that no amount has', () => {
    const statement = buildStatement(sheetOf(['account:a']), input);
    expect(() => displayStatement(statement, 10)).toThrow(RangeError);
    expect(() => displayStatement(statement, 1.5)).toThrow(RangeError);
  });
});
