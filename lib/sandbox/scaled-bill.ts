import type { Amounts } from '@/lib/finance/basis';
import type { Bill, BillLine } from '@/lib/finance/bill';
import { addMonths, dayOf, daysInMonth, type Month } from '@/lib/finance/month';

export type BillScale = {
  readonly accountIds: readonly string[];
  readonly services: number;
  /** Raw record types of usage and others, at most as many as AWS's list here: twelve. */
  readonly recordTypes: number;
  /** Values of each tag key, untagged among them. */
  readonly tagValues: number;
  readonly tagKeys: readonly string[];
  /** Months, the open one included. */
  readonly months: number;
  readonly seed: number;
};

const RECORD_TYPES = [
  'Usage',
  'Tax',
  'Credit',
  'SavingsPlanNegation',
  'SavingsPlanRecurringFee',
  'Support',
  'Refund',
  'RIFee',
  'Enterprise Discount Program Discount',
  'Fee',
  'Other',
  'Private Rate Card Discount',
];
const NEGATIVE = new Set([
  'Credit',
  'SavingsPlanNegation',
  'Refund',
  'Enterprise Discount Program Discount',
  'Private Rate Card Discount',
]);
/** A prime: how many different amounts there are. Lines share them, so that millions of lines fit. */
const POOL = 1009;
const NONE: Readonly<Record<string, string>> = {};

/**
 * A synthetic bill: every account has a usage line for each service and tag value, and one line of each other record
 * type, in every month; the lines lie on the days of the month in turn. None is dated after `now`.
 */
export function scaledBill(scale: BillScale, now: Date): Bill {
  const open = dayOf(now).slice(0, 7);
  const names = {
    services: Array.from({ length: scale.services }, (_, i) => `Amazon Service ${String(i + 1).padStart(2, '0')}`),
    others: RECORD_TYPES.slice(1, scale.recordTypes),
    tags: Array.from({ length: scale.tagValues }, (_, v) => tagsOf(scale, v)),
    costs: amountPool(scale.seed, 1n),
    credits: amountPool(scale.seed, -1n),
  };
  const lines: BillLine[] = [];
  for (let back = scale.months - 1; back >= 0; back--) {
    const month = addMonths(open, -back);
    const days = daysUntil(month, now);
    scale.accountIds.forEach((account, at) => {
      addAccount(lines, { month, days, account, start: at + back * 7 }, names);
    });
  }
  return { currency: 'USD', lines };
}

function daysUntil(month: Month, now: Date): string[] {
  const days = Array.from({ length: daysInMonth(month) }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`);
  return days.filter((day) => day <= dayOf(now));
}

/** Tag value `v`: 0 is untagged in every key, so that each key has its values once in an account and service. */
function tagsOf({ tagKeys }: BillScale, v: number): Readonly<Record<string, string>> {
  return v === 0 ? NONE : Object.fromEntries(tagKeys.map((key, k) => [key, `${key}-value-${v}-${k}`]));
}

function amountPool(seed: number, sign: bigint): Amounts[] {
  return Array.from({ length: POOL }, (_, i) => {
    const base = sign * (BigInt(i * 7919 + seed) * 10n ** 15n + BigInt(i) * 123_456_789n + 1n);
    const amortized = (base * 9n) / 10n;
    return {
      unblended: base,
      amortized,
      netUnblended: (base * 94n) / 100n,
      netAmortized: (amortized * 94n) / 100n,
      blended: (base * 98n) / 100n,
    };
  });
}

type Names = {
  readonly services: readonly string[];
  readonly others: readonly string[];
  readonly tags: readonly Readonly<Record<string, string>>[];
  readonly costs: readonly Amounts[];
  readonly credits: readonly Amounts[];
};
type Spot = {
  readonly month: Month;
  readonly days: readonly string[];
  readonly account: string;
  readonly start: number;
};

function addAccount(lines: BillLine[], { month, days, account, start }: Spot, names: Names): void {
  let next = start;
  const push = (recordType: string, service: string, tags: Readonly<Record<string, string>>) => {
    const pool = NEGATIVE.has(recordType) ? names.credits : names.costs;
    const day = days[next % days.length];
    const amounts = pool[(next * 31) % POOL];
    next++;
    if (day && amounts) lines.push({ month, day, account, recordType, service, tags, categories: NONE, amounts });
  };
  for (const service of names.services) for (const tags of names.tags) push('Usage', service, tags);
  for (const [i, recordType] of names.others.entries())
    push(recordType, names.services[i % names.services.length] ?? '', NONE);
}
