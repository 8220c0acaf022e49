import { addMonths, type Month, type MonthRange, monthsIn } from '../month';
import { columnKey, OVERLAP, REST, TOTAL } from './column';
import type { StatementInput } from './input';
import type { Mask } from './membership';
import { monthsBack, type TimeStep, timeColumns } from './period';
import type { StatementQuery } from './query';
import type { MissingMonth, StatementColumn } from './sheet';

/** Months that a column takes, and of masks how often it takes their amounts. */
export type LaidColumn = Pick<StatementColumn, 'key' | 'label' | 'kind'> & {
  readonly months: readonly Month[];
  readonly baseMonths: readonly Month[];
  /** Months that rates go by: final, and stored alike on both sides. */
  readonly rated: { readonly months: readonly Month[]; readonly baseMonths: readonly Month[] };
  readonly factorOf: (mask: Mask) => bigint;
};

export type Layout = {
  readonly columns: readonly LaidColumn[];
  /** All months that any column needs. */
  readonly months: ReadonlySet<Month>;
  readonly missing: readonly MissingMonth[];
  readonly baseMissing: readonly MissingMonth[];
  /** What is stored of a month. */
  readonly stored: StoredMonths;
};

export type StoredMonths = ReadonlyMap<
  Month,
  { readonly connections: readonly string[]; readonly estimated: boolean; readonly days: number }
>;

const STEP_MONTHS: Record<TimeStep, number> = { month: 1, quarter: 3, year: 12 };

const bitsIn = (mask: Mask): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};
const hasBit =
  (at: number) =>
  (mask: Mask): bigint =>
    (mask >> at) & 1 ? 1n : 0n;

/** The columns of a sheet: what each takes, so that columns + overlap + rest = total whatever was posted. */
export function layoutOf(input: StatementInput, query: StatementQuery): Layout {
  const { shape, period, compare, fiscalYearStart } = query;
  const stored = storedMonths(input);
  const shifted = compare === 'previous' || compare === 'lastYear' ? compare : null;
  const back = shifted === null ? null : monthsBack(period, shifted);
  const label = (key: string, fallback: string): string => input.labels.get(key) ?? fallback;
  const spread = (range: MonthRange, by: number | null): Pick<LaidColumn, 'months' | 'baseMonths' | 'rated'> => {
    const months = monthsIn(range).filter((month) => stored.has(month));
    if (by === null) return { months, baseMonths: [], rated: { months: [], baseMonths: [] } };
    const baseMonths = monthsIn(range)
      .map((month) => addMonths(month, -by))
      .filter((month) => stored.has(month));
    const rated = months.filter((month) => isComparable(stored, month, addMonths(month, -by)));
    return { months, baseMonths, rated: { months: rated, baseMonths: rated.map((month) => addMonths(month, -by)) } };
  };
  const whole = spread(period, back);
  const total = { key: TOTAL, label: 'Total', kind: 'total' as const, ...whole };
  const columns: LaidColumn[] =
    shape.kind === 'columns'
      ? [
          ...shape.columns.map((column, at): LaidColumn => {
            const key = columnKey(column);
            const fallback = column.kind === 'organization' ? 'Organization' : column.id;
            return { key, label: label(key, fallback), kind: 'entity', ...whole, factorOf: hasBit(at) };
          }),
          { key: OVERLAP, label: 'Counted twice', kind: 'overlap', ...whole, factorOf: overlapFactor },
          { key: REST, label: 'Everything else', kind: 'rest', ...whole, factorOf: (mask) => (mask === 0 ? 1n : 0n) },
          { ...total, factorOf: () => 1n },
        ]
      : [
          ...timeColumns(period, shape.by, fiscalYearStart).map(({ key, from, to }): LaidColumn => {
            const by = shifted === null ? null : shifted === 'lastYear' ? 12 : STEP_MONTHS[shape.by];
            return { key, label: key, kind: 'time', ...spread({ from, to }, by), factorOf: hasBit(0) };
          }),
          { ...total, factorOf: hasBit(0) },
        ];
  const shiftedBack = (range: MonthRange) =>
    back === null ? [] : monthsIn(range).map((month) => addMonths(month, -back));
  return {
    columns,
    months: new Set(columns.flatMap(({ months, baseMonths }) => [...months, ...baseMonths])),
    missing: missingOf(monthsIn(period), input, stored),
    baseMissing: missingOf(shiftedBack(period), input, stored),
    stored,
  };
}

/** What more than one column has is taken away once for each column beyond the first. */
const overlapFactor = (mask: Mask): bigint => (bitsIn(mask) > 1 ? BigInt(1 - bitsIn(mask)) : 0n);

function storedMonths({ months }: StatementInput): StoredMonths {
  const stored = new Map<Month, { connections: string[]; estimated: boolean; days: number }>();
  for (const { connection, month, estimated, days } of months) {
    const known = stored.get(month);
    if (!known) stored.set(month, { connections: [connection], estimated, days });
    else {
      known.connections.push(connection);
      known.estimated ||= estimated;
      known.days = Math.max(known.days, days);
    }
  }
  return stored;
}

/** True where both months are final and stored for the same connections. */
function isComparable(stored: StoredMonths, month: Month, base: Month): boolean {
  const [now, then] = [stored.get(month), stored.get(base)];
  if (!now || !then || now.estimated || then.estimated) return false;
  return (
    now.connections.length === then.connections.length &&
    now.connections.every((each) => then.connections.includes(each))
  );
}

const missingOf = (months: readonly Month[], { connections }: StatementInput, stored: StoredMonths): MissingMonth[] =>
  months.flatMap((month) =>
    connections
      .filter((connection) => !stored.get(month)?.connections.includes(connection))
      .map((connection) => ({ connection, month })),
  );
