import type { Bill, BillLine } from '@/lib/finance/bill';
import { type Month, monthOf } from '@/lib/finance/month';
import { byKey } from './by-key';
import type { Predicate } from './filter';
import type { Bucket } from './window';
import type { World } from './world';

const indexes = new WeakMap<Bill, ReadonlyMap<Month, readonly BillLine[]>>();

/** The lines of a billing month; sorted out once per bill, which is why a bill is replaced and never changed. */
export function linesOf(bill: Bill, month: Month): readonly BillLine[] {
  const index = indexes.get(bill) ?? byKey(bill.lines, (line) => line.month);
  indexes.set(bill, index);
  return index.get(month) ?? [];
}

/** The days of a bucket that are over or begun by AWS's clock: a charge dated later is not visible yet. */
export function isVisible({ from, to }: Bucket, today: string): Predicate {
  return ({ day }) => day >= from && day < to && day <= today;
}

/** Every visible line of a range of buckets that passes the filter. */
export function* linesIn(
  world: World,
  buckets: readonly Bucket[],
  today: string,
  pass: Predicate,
): Generator<BillLine> {
  for (const bucket of buckets) {
    const visible = isVisible(bucket, today);
    for (const line of linesOf(world.bill, monthOf(bucket.from))) if (visible(line) && pass(line)) yield line;
  }
}
