import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import type { DayCost } from '@/lib/finance/forecast';
import { addDays, addMonths, type Day, dayOf, daysIn, firstDay, type Month, monthOf } from '@/lib/finance/month';
import { sumUnits } from '@/lib/store/costs';
import { listPublished } from '@/lib/store/loads';

/** Classes whose charges recur from day to day; credits, refunds, tax, support and the rest are one-offs (`finance.md` §13). */
const RECURRING = new Set(['usage', 'commitment', 'discount']);

/** A record type that occurs on fewer than one day in four is charged now and then, not day by day. */
const RARE = 4;

const MONTHS_BACK = 24;

/** The stored days of a connection, oldest first, and how far they are complete. */
export type StoredDays = {
  readonly costs: readonly DayCost[];
  /**
   * The first day that is not complete: the one on which AWS was asked, or the first that it told nothing of. Days that
   * passed since are not known. Null when the days of the month were not read.
   */
  readonly completeTo: Day | null;
  /** The day on which the month's book was read. */
  readonly readOn: Day;
};

/** The stored days up to `month`, each with what recurs and what happened once. */
export async function storedDays(
  viewer: Viewer,
  connectionId: string,
  month: Month,
  basis: Basis,
  now: Date,
): Promise<StoredDays> {
  const [costs, loads] = await Promise.all([
    dayCosts(viewer, connectionId, month, basis),
    listPublished(viewer.scope.db, connectionId),
  ]);
  const readOnOf = (cube: string): Day | null => {
    const load = loads.find((each) => each.cube === cube && each.month === month);
    return load ? dayOf(new Date(Math.min(Date.parse(load.loadedAt), now.getTime()))) : null;
  };
  const readMonths = new Set(loads.filter(({ cube }) => cube === 'daily.charge').map((each) => each.month));
  const [askedOn, last] = [readOnOf('daily.charge'), costs.at(-1)?.day];
  const told = last === undefined ? null : addDays(last, 1);
  const completeTo = askedOn === null || told === null ? null : ([askedOn, told].sort()[0] ?? null);
  return {
    costs: withFreeDays(costs, readMonths),
    completeTo: completeTo !== null && completeTo >= firstDay(month) ? completeTo : null,
    readOn: readOnOf('recordType') ?? dayOf(now),
  };
}

/** A day without a row between days that have some was read, and cost nothing. */
function withFreeDays(costs: readonly DayCost[], readMonths: ReadonlySet<Month>): DayCost[] {
  const [first, last] = [costs[0], costs.at(-1)];
  if (!first || !last) return [];
  const known = new Map(costs.map((cost) => [cost.day, cost]));
  return daysIn({ from: first.day, to: addDays(last.day, 1) }).flatMap(
    (day) => known.get(day) ?? (readMonths.has(monthOf(day)) ? { day, recurring: 0n, oneOff: 0n } : []),
  );
}

async function dayCosts({ scope }: Viewer, connectionId: string, month: Month, basis: Basis): Promise<DayCost[]> {
  const months = { from: addMonths(month, -MONTHS_BACK), to: addMonths(month, 1) };
  const query = { connectionId, cube: 'daily.charge', months, groupBy: ['day', 'key2'] } as const;
  const rows = await sumUnits(scope, query, basis);
  const charged = new Map<string, number>();
  for (const { key2, units } of rows)
    if (key2 !== null && units !== 0n) charged.set(key2, (charged.get(key2) ?? 0) + 1);
  const days = new Set(rows.flatMap(({ day }) => day ?? [])).size;
  const found = new Map<Day, { recurring: bigint; oneOff: bigint }>();
  for (const { day, key2, units } of rows) {
    if (day === null || key2 === null) continue;
    const cost = found.get(day) ?? { recurring: 0n, oneOff: 0n };
    const recurs = RECURRING.has(chargeClassOf(key2)) && (charged.get(key2) ?? 0) * RARE >= days;
    found.set(day, recurs ? { ...cost, recurring: cost.recurring + units } : { ...cost, oneOff: cost.oneOff + units });
  }
  return [...found].map(([day, cost]) => ({ day, ...cost })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Σ of the days `[from, to)`, or null when one of them is not stored. */
export function sumDays(costs: readonly DayCost[], days: readonly Day[]): bigint | null {
  const known = new Map(costs.map((cost) => [cost.day, cost]));
  let sum = 0n;
  for (const day of days) {
    const cost = known.get(day);
    if (!cost) return null;
    sum += cost.recurring + cost.oneOff;
  }
  return sum;
}

/** Days are counted in parts, since the last one may be under way. */
export const DAY_PARTS = 1_000_000;

/**
 * How many days the month's cost so far stands for, in `DAY_PARTS`: the complete ones, and of the day under way as much
 * as its cost is of theirs. 0 without a complete day.
 */
export function elapsedParts({ costs, completeTo }: StoredDays, month: Month): number {
  if (completeTo === null) return 0;
  const days = daysIn({ from: firstDay(month), to: completeTo }).length;
  const sum = (kept: readonly DayCost[]) => kept.reduce((total, { recurring }) => total + recurring, 0n);
  const inMonth = costs.filter(({ day }) => monthOf(day) === month);
  const [complete, all] = [sum(inMonth.filter(({ day }) => day < completeTo)), sum(inMonth)];
  if (days === 0 || complete <= 0n || all < complete) return days * DAY_PARTS;
  return Number((all * BigInt(days) * BigInt(DAY_PARTS)) / complete);
}
