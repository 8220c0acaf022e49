import { type Dimension, isCategoryDimension, isTagDimension } from './cost-dimension';
import type { CostFact } from './cost-fact';
import type { Month } from './month';
import { serviceCategoryOf } from './service-category';

/** The OU that holds an account in a month, by its direct parent; `former` and `(unknown)` are keys, too. */
export type UnitOf = (account: string, month: Month) => string;

export type CostFilter = {
  readonly account: ReadonlySet<string> | null;
  /** Accounts of the OUs asked for, by month: a filter takes an OU with everything below it. */
  readonly inUnits: ((account: string, month: Month) => boolean) | null;
  readonly service: ReadonlySet<string> | null;
  readonly chargeClass: ReadonlySet<string> | null;
  readonly project: ReadonlySet<string> | null;
  readonly environment: ReadonlySet<string> | null;
};

/** A row of `/costs`: one key for each dimension of the grouping, in its order. Units of 10⁻⁹. */
export type CostRow = { readonly keys: readonly string[]; readonly units: bigint };

/** Sums facts by the dimensions. Rows stand by their keys, those in parentheses after the others. */
export function groupCosts(
  facts: Iterable<CostFact>,
  groupBy: readonly Dimension[],
  filter: CostFilter,
  unitOf: UnitOf,
): CostRow[] {
  const rows = new Map<string, { keys: string[]; units: bigint }>();
  for (const fact of facts) {
    if (!passes(fact, filter)) continue;
    addRow(
      rows,
      groupBy.map((dimension) => keyOf(fact, dimension, unitOf)),
      fact.units,
    );
  }
  return [...rows.values()].sort((a, b) => compareKeys(a.keys, b.keys));
}

/** Adds rows of the same keys together, in the order of `groupCosts`. */
export function mergeRows(lists: Iterable<readonly CostRow[]>): CostRow[] {
  const rows = new Map<string, { keys: string[]; units: bigint }>();
  for (const list of lists) for (const { keys, units } of list) addRow(rows, [...keys], units);
  return [...rows.values()].sort((a, b) => compareKeys(a.keys, b.keys));
}

function addRow(rows: Map<string, { keys: string[]; units: bigint }>, keys: string[], units: bigint): void {
  const id = keys.length === 1 ? (keys[0] ?? '') : JSON.stringify(keys);
  const row = rows.get(id);
  if (row) row.units += units;
  else rows.set(id, { keys, units });
}

function passes(fact: CostFact, filter: CostFilter): boolean {
  if (filter.chargeClass && !filter.chargeClass.has(fact.chargeClass ?? '')) return false;
  if (filter.service && !filter.service.has(fact.key ?? '')) return false;
  if (filter.project && !filter.project.has(fact.project ?? '')) return false;
  if (filter.environment && !filter.environment.has(fact.environment ?? '')) return false;
  if (filter.account && !filter.account.has(fact.account ?? '')) return false;
  return filter.inUnits === null || (fact.account !== null && filter.inUnits(fact.account, fact.month));
}

function keyOf(fact: CostFact, dimension: Dimension, unitOf: UnitOf): string {
  if (isTagDimension(dimension)) return fact.key ?? UNKNOWN;
  if (isCategoryDimension(dimension)) return fact.category ?? UNKNOWN;
  switch (dimension) {
    case 'account':
      return fact.account ?? UNKNOWN;
    case 'ou':
      return fact.account === null ? UNKNOWN : unitOf(fact.account, fact.month);
    case 'service':
      return fact.key ?? UNKNOWN;
    case 'serviceCategory':
      return fact.key === null || fact.key.startsWith('(') ? (fact.key ?? UNKNOWN) : serviceCategoryOf(fact.key);
    case 'chargeClass':
      return fact.chargeClass ?? UNKNOWN;
    case 'recordType':
      return fact.recordType ?? UNKNOWN;
    case 'project':
      return fact.project ?? UNKNOWN;
    case 'environment':
      return fact.environment ?? UNKNOWN;
    case 'class':
      return fact.projectClass ?? UNKNOWN;
    case 'month':
      return fact.month;
    case 'day':
      return fact.day ?? UNKNOWN;
  }
}

const UNKNOWN = '(unknown)';

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [index, key] of a.entries()) {
    const other = b[index] ?? '';
    if (key === other) continue;
    const ours = Number(key.startsWith('(')) - Number(other.startsWith('('));
    return ours || (key < other ? -1 : 1);
  }
  return 0;
}
