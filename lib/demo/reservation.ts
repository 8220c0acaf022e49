import type { BillLine } from '@/lib/finance/bill';
import { addMonths, type Day, daysIn, firstDay, monthOf } from '@/lib/finance/month';
import type { Account } from './accounts';
import type { Calendar } from './calendar';
import { discounted, dollars } from './dollars';
import { lineOf } from './line';
import { RDS } from './services';

/** A reserved database: half in advance for a year, the rest monthly; 97 % of its hours are used. */
const UPFRONT = dollars('2190');
const UPFRONT_DAILY = dollars('6');
const RECURRING_DAILY = dollars('6.5');
const EFFECTIVE_DAILY = UPFRONT_DAILY + RECURRING_DAILY;
const USED_PERCENT = 97n;
const USED_DAILY = (EFFECTIVE_DAILY * USED_PERCENT) / 100n;
const USED_TAGS = { app: 'checkout', env: 'prod', team: 'commerce' };

/**
 * The reservation's lines of a day. Unblended: the upfront Fee on the day of purchase, the month's RIFee on its first
 * day, nothing for the use. Amortized: the use at its effective cost, of the RIFee only the unused part up to `today`.
 * Blended: the use takes `averaged`, which the other databases' use gave up to it.
 */
export function reservationLines(
  day: Day,
  today: Day,
  owner: Account,
  calendar: Calendar,
  averaged: bigint,
): BillLine[] {
  const bought = calendar.at(-8, 14);
  if (day < bought) return [];
  const use = discounted({ unblended: 0n, amortized: USED_DAILY, blended: averaged });
  const lines = [lineOf(day, owner, 'DiscountedUsage', RDS, use, USED_TAGS)];
  if (day === bought) {
    const fee = discounted({ unblended: UPFRONT, amortized: 0n, blended: UPFRONT });
    lines.push(lineOf(day, owner, 'Fee', RDS, fee));
  }
  if (day !== bought && day !== firstDay(monthOf(day))) return lines;
  const charged = daysIn({ from: day, to: firstDay(addMonths(monthOf(day), 1)) });
  const days = BigInt(charged.length);
  const elapsed = BigInt(charged.filter((past) => past <= today).length);
  const recurring = RECURRING_DAILY * days;
  const fee = discounted({
    unblended: recurring,
    amortized: (EFFECTIVE_DAILY - USED_DAILY) * elapsed,
    blended: recurring,
  });
  return [...lines, lineOf(day, owner, 'RIFee', RDS, fee)];
}

/** The day's effective cost, used and unused. */
export const RESERVATION_DAILY = EFFECTIVE_DAILY;
