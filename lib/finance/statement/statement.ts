import type { Month } from '../month';
import { changeOf, differenceOf } from './change';
import type { ConnectionMonth, StatementInput } from './input';
import type { LaidColumn, Layout } from './layout';
import type { StatementQuery } from './query';
import { daysOf, type RowAmounts } from './row-amounts';
import { CLASS_GAP, type RowNode } from './row-tree';
import type { Change, Statement, StatementCheck, StatementRow } from './sheet';
import { workSheet } from './worked-sheet';

/**
 * Builds a statement (`finance.md` §10) from facts of one basis and one currency. Every row adds across: columns + overlap +
 * rest = total; every sum adds down, to the unit. It covers the months of its period that are stored; what was entered for
 * others is not in it, since their cost is not known.
 */
export function buildStatement(query: StatementQuery, input: StatementInput): Statement {
  const { layout, nodes, amountsOver, now } = workSheet(query, input);
  const changes = changesOf(query, layout, now, amountsOver);
  const shown = layout.columns
    .map((column, at) => ({ column, at }))
    .filter(({ column, at }) => column.kind !== 'overlap' || hasOverlap(now, changes, at));
  const isZero = (node: RowNode): boolean =>
    [...(now.get(node.key) ?? []), ...(changes(node) ?? []).map(({ base }) => base)].every(
      (units) => (units ?? 0n) === 0n,
    );
  const rows = nodes
    .filter((node) => node.unit !== 'hidden' && (node.key !== CLASS_GAP || !isZero(node)))
    .map((node): StatementRow => {
      const changed = changes(node);
      return {
        ...node,
        amounts: shown.map(({ at }) => now.get(node.key)?.[at] ?? null),
        changes: changed && shown.flatMap(({ at }) => changed[at] ?? []),
      };
    });
  const isEstimated = (month: Month): boolean => layout.stored.get(month)?.estimated === true;
  return {
    currency: input.currency,
    basis: input.basis,
    query,
    columns: shown.map(({ column: { key, label, kind, months } }) => ({
      ...{ key, label, kind, months, estimated: months.filter(isEstimated) },
      days: daysOf(months, layout.stored),
    })),
    rows,
    check: checkOf(query, input, layout, now),
    missing: layout.missing,
    base:
      query.compare === 'previous' || query.compare === 'lastYear'
        ? {
            months: shown.map(({ column }) => column.baseMonths),
            leftOut: leftOut(layout.columns),
            missing: layout.baseMissing,
          }
        : null,
  };
}

/** Makes the comparison of a row with what the query names; null for a row that is not compared. */
function changesOf(
  { compare, shape }: StatementQuery,
  { columns, stored }: Layout,
  now: RowAmounts,
  amountsOver: (monthsOf: (column: LaidColumn) => readonly Month[]) => RowAmounts,
): (node: Pick<RowNode, 'key' | 'unit'>) => readonly Change[] | null {
  if (compare === null) return () => null;
  if (compare === 'budget') {
    const budget = now.get('budget') ?? [];
    return ({ key }) =>
      key === 'total'
        ? columns.map((_, at) => differenceOf(now.get(key)?.[at] ?? null, budget[at] ?? null, true))
        : null;
  }
  if (compare === 'first') {
    const final = columns.map(({ months }) => !months.some((month) => stored.get(month)?.estimated));
    return ({ key, unit }) => {
      const list = now.get(key) ?? [];
      return columns.map((_, at) => {
        const rated = unit === 'money' && (shape.kind === 'columns' || (final[at] === true && final[0] === true));
        return differenceOf(list[at] ?? null, list[0] ?? null, rated);
      });
    };
  }
  const base = amountsOver(({ baseMonths }) => baseMonths);
  const ratedNow = amountsOver(({ rated }) => rated.months);
  const ratedBase = amountsOver(({ rated }) => rated.baseMonths);
  return ({ key, unit }) =>
    columns.map(({ months, baseMonths, rated }, at) =>
      changeOf(
        {
          now: now.get(key)?.[at] ?? null,
          base: base.get(key)?.[at] ?? null,
          days: daysOf(months, stored),
          baseDays: daysOf(baseMonths, stored),
        },
        {
          now: ratedNow.get(key)?.[at] ?? null,
          base: ratedBase.get(key)?.[at] ?? null,
          days: daysOf(rated.months, stored),
          baseDays: daysOf(rated.baseMonths, stored),
        },
        unit === 'money' && key !== 'perDay' && !key.startsWith('unit:'),
      ),
    );
}

/** Months of either side that rates leave out: estimated, or not stored on the other side. */
function leftOut(columns: readonly LaidColumn[]): Month[] {
  const total = columns.at(-1);
  if (!total) return [];
  const rated = new Set([...total.rated.months, ...total.rated.baseMonths]);
  return [...new Set([...total.months, ...total.baseMonths])].filter((month) => !rated.has(month)).sort();
}

function hasOverlap(
  now: RowAmounts,
  changes: (node: Pick<RowNode, 'key' | 'unit'>) => readonly Change[] | null,
  at: number,
): boolean {
  for (const [key, list] of now) {
    if ((list[at] ?? 0n) !== 0n) return true;
    if ((changes({ key, unit: 'money' })?.[at]?.base ?? 0n) !== 0n) return true;
  }
  return false;
}

/** Holds the sheet against AWS; one of an entity only where the entity has a control total. */
function checkOf(
  { shape, tax }: StatementQuery,
  input: StatementInput,
  { columns }: Layout,
  now: RowAmounts,
): StatementCheck | null {
  const entity = shape.kind === 'time' ? shape.entity : null;
  if (entity && entity.kind !== 'organization' && entity.kind !== 'connection') return null;
  const last = columns.length - 1;
  const months = new Set(columns[last]?.months);
  const held = (each: ConnectionMonth) =>
    months.has(each.month) && (entity?.kind !== 'connection' || each.connection === entity.id);
  const controls = input.months.filter(held).map(({ control }) => control);
  if (controls.length === 0 || controls.includes(null)) return null;
  const controlTotal = controls.reduce<bigint>((sum, control) => sum + (control ?? 0n), 0n);
  const amount = (key: string): bigint => now.get(key)?.[last] ?? 0n;
  const beside = tax === 'memo' ? amount('tax') - amount('tax:adjustments') : 0n;
  const total = amount('total') - amount('outside') - amount('adjustments') + beside;
  return { total, controlTotal, difference: total - controlTotal };
}
