import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import type { DayCost } from '@/lib/finance/forecast';
import { addMonths, type Day, type Month } from '@/lib/finance/month';
import { sumUnits } from '@/lib/store/costs';

/** Classes whose charges recur from day to day; credits, refunds, tax, support and the rest are one-offs (`finance.md` §13). */
const RECURRING = new Set(['usage', 'commitment', 'discount']);

/** A record type that occurs on fewer than one day in four is charged now and then, not day by day. */
const RARE = 4;

const MONTHS_BACK = 24;

/** The stored days of a connection up to `month`, each with what recurs and what happened once. */
export async function dayCosts(
  { scope }: Viewer,
  connectionId: string,
  month: Month,
  basis: Basis,
): Promise<DayCost[]> {
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
