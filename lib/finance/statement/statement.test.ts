import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entitiesOf, type StatementQuery } from './query';
import type { Statement, StatementRow } from './sheet';
import { buildStatement } from './statement';
import { facts, inputOf, query as queries, type RandomFacts } from './statement-fixture';

const build = (given: RandomFacts, query: StatementQuery) => {
  const input = inputOf(given, entitiesOf(query.shape));
  return { input, statement: buildStatement(query, input) };
};
const rowOf = (statement: Statement, key: string): StatementRow => {
  const found = statement.rows.find((row) => row.key === key);
  if (!found) throw new Error(`no row ${key}`);
  return found;
};
const sum = (list: Iterable<bigint | null>): bigint =>
  [...list].reduce<bigint>((all, units) => all + (units ?? 0n), 0n);
const isRatio = ({ unit, key }: StatementRow) => unit === 'ratio' || key.startsWith('unit:') || key === 'perDay';
/** Rows that are not known in a column stand n/a there; the rest adds up without them. */
const isWhole = ({ amounts }: StatementRow) => !amounts.includes(null);

describe('for any company, any rules and any columns', () => {
  it('every row adds across: columns + counted twice + everything else = total', () => {
    fc.assert(
      fc.property(facts, queries, (given, query) => {
        const { statement } = build(given, query);
        for (const row of statement.rows.filter((each) => !isRatio(each) && isWhole(each))) {
          expect([row.key, sum(row.amounts.slice(0, -1))]).toEqual([row.key, row.amounts.at(-1)]);
        }
      }),
    );
  });

  it('every column adds down, at every subtotal', () => {
    fc.assert(
      fc.property(facts, queries, (given, query) => {
        const { statement } = build(given, query);
        const amounts = (key: string) => rowOf(statement, key).amounts;
        const known = statement.columns.map(({ months }) => months.length > 0);
        for (const parent of statement.rows) {
          const children = statement.rows.filter((row) => row.parent === parent.key);
          if (children.length === 0) continue;
          const below = statement.columns.map((_, at) =>
            known[at] ? sum(children.map((row) => row.amounts[at] ?? null)) : null,
          );
          expect([parent.key, below]).toEqual([parent.key, parent.amounts]);
        }
        for (const at of statement.columns.keys()) {
          if (!known[at]) continue;
          const of = (...keys: string[]) => sum(keys.map((key) => amounts(key)[at] ?? null));
          const charges = ['usage', 'commitment', 'support', 'other', 'discount', 'credit', 'refund'];
          expect(amounts('direct')[at]).toBe(of(...charges, ...(query.tax === 'cost' ? ['tax'] : [])));
          expect(amounts('total')[at]).toBe(of('direct', 'shared', 'residual', 'outside', 'adjustments'));
          expect(amounts('profit')[at]).toBe(of('revenue') - of('total'));
          const classes = statement.rows.filter(({ key }) => key.startsWith('class:'));
          if (classes.length > 0) expect(sum(classes.map((row) => row.amounts[at] ?? null))).toBe(of('total'));
        }
      }),
    );
  });

  it('closes on the control total, and shared cost sums to zero', () => {
    fc.assert(
      fc.property(facts, queries, (given, query) => {
        const { statement, input } = build(given, query);
        const months = statement.columns.at(-1)?.months ?? [];
        const inside = <T extends { month: string }>(list: readonly T[]) =>
          list.filter(({ month }) => months.includes(month));
        if (query.shape.kind === 'columns' && months.length > 0) {
          expect(rowOf(statement, 'shared').amounts.at(-1)).toBe(0n);
          const tax =
            query.tax === 'memo'
              ? sum(inside(input.slices).flatMap((each) => (each.chargeClass === 'tax' ? [each.units] : [])))
              : 0n;
          const total = (key: string) => rowOf(statement, key).amounts.at(-1) ?? 0n;
          expect(total('total') - total('outside') - total('adjustments') + tax).toBe(
            sum(inside(input.months).map(({ control }) => control)),
          );
          expect(total('direct') + tax).toBe(sum(inside(input.slices).map(({ units }) => units)));
          expect(statement.check?.difference).toBe(0n);
        }
        if (statement.check) expect(statement.check.difference).toBe(0n);
      }),
    );
  });
});
