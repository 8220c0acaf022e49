import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, monthsIn } from '../month';
import { type Column, columnKey } from './column';
import type { StatementInput } from './input';
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

/** Columns + counted twice + everything else = total. */
function expectAcross(statement: Statement): void {
  for (const row of statement.rows.filter((each) => !isRatio(each) && isWhole(each))) {
    expect([row.key, sum(row.amounts.slice(0, -1))]).toEqual([row.key, row.amounts.at(-1)]);
  }
}

/** Every subtotal is the sum of what it says it is. */
function expectDown(statement: Statement, tax: StatementQuery['tax']): void {
  for (const [at, { months }] of statement.columns.entries()) {
    if (months.length === 0) continue;
    for (const parent of statement.rows) {
      const children = statement.rows.filter((row) => row.parent === parent.key);
      if (children.length === 0) continue;
      expect([parent.key, sum(children.map((row) => row.amounts[at] ?? null))]).toEqual([
        parent.key,
        parent.amounts[at],
      ]);
    }
    const of = (...keys: string[]) => sum(keys.map((key) => rowOf(statement, key).amounts[at] ?? null));
    const charges = ['usage', 'commitment', 'support', 'other', 'discount', 'credit', 'refund'];
    expect(of('direct')).toBe(of(...charges, ...(tax === 'cost' ? ['tax'] : [])));
    expect(of('total')).toBe(of('direct', 'shared', 'residual', 'outside', 'adjustments'));
    expect(of('profit')).toBe(of('revenue') - of('total'));
    const classes = statement.rows.filter(({ key }) => key.startsWith('class:'));
    if (classes.length > 0) expect(sum(classes.map((row) => row.amounts[at] ?? null))).toBe(of('total'));
  }
}

/** Total − outside − adjustments = Σ control totals, direct = Σ slices, and shared cost sums to zero. */
function expectClosing(statement: Statement, input: StatementInput, { shape, tax }: StatementQuery): void {
  const months = statement.columns.at(-1)?.months ?? [];
  if (statement.check) expect(statement.check.difference).toBe(0n);
  if (shape.kind === 'time' || months.length === 0) return;
  const inside = <T extends { month: string }>(list: readonly T[]) =>
    list.filter(({ month }) => months.includes(month));
  const slices = inside(input.slices);
  const beside = tax === 'memo' ? sum(slices.flatMap((each) => (each.chargeClass === 'tax' ? [each.units] : []))) : 0n;
  const total = (key: string) => rowOf(statement, key).amounts.at(-1) ?? 0n;
  expect(total('shared')).toBe(0n);
  expect(total('direct') + beside).toBe(sum(slices.map(({ units }) => units)));
  const control = sum(inside(input.months).map((each) => each.control));
  expect(total('total') - total('outside') - total('adjustments') + beside).toBe(control);
  expect(statement.check?.difference).toBe(0n);
}

describe('for any company, any rules and any columns', () => {
  it('every row adds across, every column adds down, and the sheet closes on the control total', () => {
    fc.assert(
      fc.property(facts, queries, (given, query) => {
        const { statement, input } = build(given, query);
        expectAcross(statement);
        expectDown(statement, query.tax);
        expectClosing(statement, input, query);
      }),
      { numRuns: 150 },
    );
  });

  it('a period is the sum of its months, row by row', () => {
    fc.assert(
      fc.property(facts, queries, (given, query) => {
        if (query.shape.kind === 'time') return;
        const { statement, input } = build(given, { ...query, compare: null });
        const parts = monthsIn(query.period).map((month) =>
          buildStatement(
            { ...query, compare: null, period: { kind: 'month', from: month, to: addMonths(month, 1) } },
            input,
          ),
        );
        for (const row of statement.rows.filter((each) => !isRatio(each) && isWhole(each))) {
          // A month on its own may have no overlap, and know of a row what the whole does not.
          for (const [at, { key }] of statement.columns.entries()) {
            const found = parts.map((part) => amountIn(part, row.key, key));
            if (!found.includes(null)) expect([row.key, key, sum(found)]).toEqual([row.key, key, row.amounts[at]]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('over time an entity has what its column has, and columns may stand in any order', () => {
    fc.assert(
      fc.property(facts, queries, (given, query) => {
        const [entity] = entitiesOf(query.shape);
        if (!entity) return;
        const input = inputOf(given, [entity]);
        const side = (columns: readonly Column[]) =>
          buildStatement({ ...query, compare: null, shape: { kind: 'columns', columns } }, input);
        const alone = side([entity]);
        const time = buildStatement({ ...query, compare: null, shape: { kind: 'time', entity, by: 'month' } }, input);
        for (const { key, unit, formula } of time.rows) {
          if (unit === 'money')
            expect([key, amountIn(time, key, 'total')]).toEqual([key, amountIn(alone, key, columnKey(entity))]);
          if (formula.kind === 'ratio')
            expect(amountIn(time, key, 'total')).toEqual(amountIn(alone, key, columnKey(entity)));
        }
        const columns = entitiesOf(query.shape);
        const whole = inputOf(given, columns);
        const [first, second] = [columns, [...columns].reverse()].map((list) =>
          buildStatement({ ...query, compare: null, shape: { kind: 'columns', columns: list } }, whole),
        );
        for (const { key } of first?.rows ?? []) {
          for (const column of first?.columns ?? []) {
            expect(second && amountIn(second, key, column.key)).toEqual(first && amountIn(first, key, column.key));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('closes all the same when cells of a face are lost, and says what is not known', () => {
    fc.assert(
      fc.property(facts, queries, fc.nat(), (given, query, seed) => {
        const whole = inputOf(given, entitiesOf(query.shape));
        const kept = <T>(list: readonly T[]) => list.filter((_, at) => (at * 5 + seed) % 3 !== 0);
        const input = { ...whole, usage: kept(whole.usage), homes: kept(whole.homes) };
        const [statement, full] = [input, whole].map((each) => buildStatement(query, each));
        // Over time there is no whole: what an environment has of lost cells is not known.
        if (!statement || !full || query.shape.kind === 'time') return;
        expect(statement.check).toEqual(full.check);
        for (const key of ['usage', 'direct', 'total', 'shared']) {
          expect(rowOf(statement, key).amounts.at(-1)).toEqual(rowOf(full, key).amounts.at(-1));
          const { amounts } = rowOf(statement, key);
          if (isWhole(rowOf(statement, key))) expect(sum(amounts.slice(0, -1))).toBe(amounts.at(-1));
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** A figure by its row and column; zero for an overlap that the sheet does not have, and for a row that nothing was posted to. */
function amountIn(statement: Statement, row: string, column: string): bigint | null {
  const at = statement.columns.findIndex(({ key }) => key === column);
  const found = statement.rows.find(({ key }) => key === row);
  return at < 0 || !found ? 0n : (found.amounts[at] ?? null);
}
