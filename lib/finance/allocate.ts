import type { Amounts, Basis } from './basis';
import { magnitude } from './money';

/** A target of an allocation. `id` decides ties; `weight` below zero counts as zero. */
export type Weighted = { readonly id: string; readonly weight: bigint };

/**
 * Splits `total` by weight: floor, then one unit each to the largest remainders, ties by id in byte order. The shares
 * add up to `total` exactly and have its sign (`finance.md` §8). Without any positive weight all targets get even shares.
 * @throws RangeError without a target
 */
export function allocate(total: bigint, targets: readonly Weighted[]): bigint[] {
  if (targets.length === 0) throw new RangeError('nothing to allocate to');
  const given = targets.map(({ weight }) => (weight > 0n ? weight : 0n));
  const sumGiven = given.reduce((a, b) => a + b, 0n);
  const weights = sumGiven > 0n ? given : targets.map(() => 1n);
  const sum = sumGiven > 0n ? sumGiven : BigInt(targets.length);
  const whole = magnitude(total);
  const shares = weights.map((weight) => (whole * weight) / sum);
  let spare = whole - shares.reduce((a, b) => a + b, 0n);
  if (spare > 0n) {
    const order = targets
      .map(({ id }, at) => ({ id, at, rest: (whole * (weights[at] ?? 0n)) % sum }))
      .sort((a, b) => (a.rest !== b.rest ? (a.rest > b.rest ? -1 : 1) : a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    for (const { at } of order) {
      if (spare === 0n) break;
      shares[at] = (shares[at] ?? 0n) + 1n;
      spare -= 1n;
    }
  }
  return total < 0n ? shares.map((share) => -share) : shares;
}

/** A target with a weight in each basis. */
export type BasisWeighted = { readonly id: string; readonly weights: Amounts };

/** Splits every basis by its own weights, as `allocate` does. @throws RangeError without a target */
export function allocateAmounts(total: Amounts, targets: readonly BasisWeighted[]): Amounts[] {
  if (targets.length === 1) return [total];
  const split = (basis: Basis): bigint[] | null =>
    total[basis] === 0n && targets.length > 0
      ? null
      : allocate(
          total[basis],
          targets.map(({ id, weights }) => ({ id, weight: weights[basis] })),
        );
  const unblended = split('unblended');
  const amortized = split('amortized');
  const netUnblended = split('netUnblended');
  const netAmortized = split('netAmortized');
  const blended = split('blended');
  return targets.map((_, at) => ({
    unblended: unblended?.[at] ?? 0n,
    amortized: amortized?.[at] ?? 0n,
    netUnblended: netUnblended?.[at] ?? 0n,
    netAmortized: netAmortized?.[at] ?? 0n,
    blended: blended?.[at] ?? 0n,
  }));
}
