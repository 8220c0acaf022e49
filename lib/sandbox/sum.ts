import type { Amounts, Basis } from '@/lib/finance/basis';
import { type BillLine, LINE_SCALE } from '@/lib/finance/bill';
import { divideHalfEven } from '@/lib/finance/money';
import { type Day, dayOf, type Month, monthOf } from '@/lib/finance/month';
import { linesOf } from './bill-index';
import { byKey } from './by-key';
import type { Predicate } from './filter';
import type { Grouping } from './group';
import type { Bucket } from './window';
import type { World } from './world';

/** A group of one line is that line's amounts; sums, one for each basis asked for, begin with the second line. */
type Sum = Amounts | bigint[];
type Sums = Map<string, Map<string, Sum>>;

/** The groups of one bucket, in the order of their raw keys; without grouping one sum, or none when there is no line. */
export type BucketSums = {
  readonly bucket: Bucket;
  readonly firsts: readonly string[];
  readonly seconds: readonly string[];
  readonly sums: readonly Sum[];
};

export type Question = {
  readonly world: World;
  readonly buckets: readonly Bucket[];
  readonly groupings: readonly Grouping[];
  readonly pass: Predicate | null;
  readonly bases: readonly Basis[];
};

/** Sums the bill exactly, in one pass. */
export function sumBuckets(question: Question): BucketSums[] {
  const results: BucketSums[] = [];
  for (const [month, buckets] of byKey(question.buckets, ({ from }) => monthOf(from))) {
    const sums = new Map<Day, Sums>(buckets.map(({ from }) => [from, new Map()]));
    addMonth(question, month, buckets, sums);
    for (const bucket of buckets) results.push(inOrder(bucket, sums.get(bucket.from) ?? new Map()));
  }
  return results;
}

/**
 * One amount of a group in 10^-`decimals`, rounded once, half-even, from the exact sum: so the groups of two groupings,
 * and a total, differ by their roundings, as at AWS.
 */
export function roundedAmount(sum: Sum | undefined, basis: Basis, at: number, decimals: number): bigint {
  const exact = sum === undefined ? 0n : Array.isArray(sum) ? (sum[at] ?? 0n) : sum[basis];
  return divideHalfEven(exact, 10n ** BigInt(LINE_SCALE - decimals));
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
  const inner = sums.get(first) ?? new Map<string, Sum>();
  if (inner.size === 0) sums.set(first, inner);
  const sum = inner.get(second);
  if (sum === undefined) {
    inner.set(second, amounts);
  } else if (Array.isArray(sum)) {
    for (const [i, basis] of bases.entries()) sum[i] = (sum[i] ?? 0n) + amounts[basis];
  } else {
    const start = bases.map((basis) => sum[basis] + amounts[basis]);
    inner.set(second, start);
  }
}

const byText = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

function inOrder(bucket: Bucket, sums: Sums): BucketSums {
  const firsts: string[] = [];
  const seconds: string[] = [];
  const ordered: Sum[] = [];
  for (const [first, inner] of [...sums].sort(byText)) {
    for (const [second, sum] of [...inner].sort(byText)) {
      firsts.push(first);
      seconds.push(second);
      ordered.push(sum);
    }
  }
  return { bucket, firsts, seconds, sums: ordered };
}
