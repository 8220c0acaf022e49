import type { Basis } from '@/lib/finance/basis';
import { type BillLine, LINE_SCALE } from '@/lib/finance/bill';
import { divideHalfEven } from '@/lib/finance/money';
import { type Day, dayOf, type Month, monthOf } from '@/lib/finance/month';
import { linesOf } from './bill-index';
import { byKey } from './by-key';
import type { Predicate } from './filter';
import type { Grouping } from './group';
import type { Bucket } from './window';
import type { World } from './world';

/** The groups of one bucket: keys in GroupBy order, and per group one amount for each basis, in 10^-`decimals`. */
export type BucketSums = {
  readonly bucket: Bucket;
  readonly keys: readonly string[][];
  readonly amounts: ArrayLike<bigint>;
};

export type Question = {
  readonly world: World;
  readonly buckets: readonly Bucket[];
  readonly groupings: readonly Grouping[];
  readonly pass: Predicate | null;
  readonly bases: readonly Basis[];
  readonly decimals: number;
};

type Sums = Map<string, Map<string, bigint[]>>;

/**
 * Sums the bill in one pass. Sums are exact and rounded once, half-even, per group: so the groups of two groupings, and
 * a total, differ by their roundings, as at AWS.
 */
export function sumBuckets(question: Question): BucketSums[] {
  const sums = new Map<Day, Sums>(question.buckets.map(({ from }) => [from, new Map()]));
  const results: BucketSums[] = [];
  for (const [month, buckets] of byKey(question.buckets, ({ from }) => monthOf(from))) {
    addMonth(question, month, buckets, sums);
    for (const bucket of buckets) {
      results.push(roundSums(bucket, sums.get(bucket.from) ?? new Map(), question));
      sums.delete(bucket.from);
    }
  }
  return results;
}

function addMonth(question: Question, month: Month, buckets: readonly Bucket[], sums: ReadonlyMap<Day, Sums>): void {
  const { world, pass, groupings } = question;
  const today = dayOf(world.now());
  const whole = buckets.length === 1 ? buckets[0] : undefined;
  const [first, second] = groupings;
  for (const line of linesOf(world.bill, month)) {
    if (line.day > today || (first && line.ungroupedOnly) || (pass && !pass(line))) continue;
    if (whole && (line.day < whole.from || line.day >= whole.to)) continue;
    const bucket = sums.get(whole ? whole.from : line.day);
    if (bucket) add(bucket, first?.read(line) ?? '', second?.read(line) ?? '', line, question.bases);
  }
}

function add(sums: Sums, first: string, second: string, { amounts }: BillLine, bases: readonly Basis[]): void {
  const inner = sums.get(first) ?? new Map<string, bigint[]>();
  if (inner.size === 0) sums.set(first, inner);
  const sum = inner.get(second);
  if (!sum) {
    const start = bases.map((basis) => amounts[basis]);
    inner.set(second, start);
    return;
  }
  for (let i = 0; i < bases.length; i++) sum[i] = (sum[i] ?? 0n) + amounts[bases[i] ?? 'unblended'];
}

const byText = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

function roundSums(bucket: Bucket, sums: Sums, { groupings, bases, decimals }: Question): BucketSums {
  const divisor = 10n ** BigInt(LINE_SCALE - decimals);
  const [first, second] = groupings;
  const keys: string[][] = [];
  const amounts: bigint[] = [];
  if (!first && sums.size === 0) amounts.push(...bases.map(() => 0n));
  for (const [outer, inner] of [...sums].sort(byText)) {
    for (const [value, sum] of [...inner].sort(byText)) {
      if (first) keys.push(second ? [first.write(outer), second.write(value)] : [first.write(outer)]);
      for (const exact of sum) amounts.push(divideHalfEven(exact, divisor));
    }
  }
  return { bucket, keys, amounts: pack(amounts) };
}

const LARGEST = 2n ** 63n - 1n;

/** Eight bytes an amount where that is enough: the replies of ten thousand accounts are held between pages. */
const pack = (amounts: bigint[]): ArrayLike<bigint> =>
  amounts.every((amount) => amount <= LARGEST && amount >= -LARGEST) ? BigInt64Array.from(amounts) : amounts;
