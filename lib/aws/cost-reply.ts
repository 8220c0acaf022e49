import { z } from 'zod';
import { type Amounts, amountsOf, METRIC_OF } from '@/lib/finance/basis';
import { type Currency, parseDecimal } from '@/lib/finance/money';
import { addDays, addMonths, type DayRange, firstDay, isDay, monthOf } from '@/lib/finance/month';
import { badReply } from './call';
import type { CostQuery, GroupKey } from './cost-query';

export const COST_OPERATION = 'GetCostAndUsage';

const metrics = z.record(z.string(), z.object({ Amount: z.string(), Unit: z.string() }));

/** What is read of a GetCostAndUsage reply. A bucket without `Estimated` counts as estimated: not final for sure. */
export const costReply = z.object({
  ResultsByTime: z.array(
    z.object({
      TimePeriod: z.object({ Start: z.string(), End: z.string() }),
      Total: metrics.optional(),
      Groups: z.array(z.object({ Keys: z.array(z.string()), Metrics: metrics })).optional(),
      Estimated: z.boolean().default(true),
    }),
  ),
  DimensionValueAttributes: z
    .array(z.object({ Value: z.string().optional(), Attributes: z.record(z.string(), z.string()).optional() }))
    .optional(),
  NextPageToken: z.string().optional(),
});

type Metrics = z.infer<typeof metrics>;

/** All five amounts, in units of 10⁻⁹; each unit seen is added to `units`. */
export function readAmounts(found: Metrics, units: Set<Currency>, where: string): Amounts {
  return amountsOf((basis) => {
    const metric = found[METRIC_OF[basis]];
    if (!metric) throw badReply(COST_OPERATION, `${where} lacks ${METRIC_OF[basis]}`);
    if (!/^[A-Z]{3}$/.test(metric.Unit)) {
      throw badReply(COST_OPERATION, `${where} has the unit "${metric.Unit}", which is no currency`);
    }
    units.add(metric.Unit);
    try {
      return parseDecimal(metric.Amount);
    } catch (error) {
      throw badReply(COST_OPERATION, `${where} has ${METRIC_OF[basis]} "${metric.Amount}"`, error);
    }
  });
}

/** A group's keys, tag and category prefixes off. Keys and values may hold `$`: only the known prefix is taken. */
export function readKeys(keys: readonly string[], groupBy: readonly GroupKey[]): string[] {
  if (keys.length !== groupBy.length) {
    throw badReply(COST_OPERATION, `a group has ${keys.length} keys, ${groupBy.length} were asked for`);
  }
  return groupBy.map(({ type, key }, place) => {
    const raw = keys[place] ?? '';
    if (type === 'DIMENSION') return raw;
    if (raw.startsWith(`${key}$`)) return raw.slice(key.length + 1);
    throw badReply(COST_OPERATION, `the group "${raw}" does not begin with "${key}$"`);
  });
}

/**
 * A bucket's days. It must be the whole month (or day) that its place in the range makes it:
 * a part of a month under a month's name would be stored over the full one.
 */
export function readPeriod(period: { Start: string; End: string }, query: CostQuery): DayRange {
  const { Start: from, End: to } = period;
  const fault = `the bucket ${from} to ${to} is none of ${query.from} to ${query.to}, ${query.granularity}`;
  if (!isDay(from) || !isDay(to) || from < query.from || to > query.to) throw badReply(COST_OPERATION, fault);
  const month = monthOf(from);
  const whole =
    query.granularity === 'DAILY'
      ? { from, to: addDays(from, 1) }
      : { from: later(firstDay(month), query.from), to: earlier(firstDay(addMonths(month, 1)), query.to) };
  if (from !== whole.from || to !== whole.to) throw badReply(COST_OPERATION, fault);
  return whole;
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
