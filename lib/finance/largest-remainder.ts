/** Divides and rounds towards minus infinity. `unit` > 0. */
export const floorTo = (units: bigint, unit: bigint): bigint =>
  units >= 0n ? units / unit : -((-units + unit - 1n) / unit);

/**
 * Rounds `parts` to whole counts of `unit` that add up to `target` of them, by largest remainder. Every part is moved by less
 * than one unit, and one that is whole already is not moved; ties go in order. Either sign.
 * @throws RangeError when `target` is more than rounding away from the sum of the parts
 */
export function roundToSum(parts: readonly bigint[], target: bigint, unit: bigint): bigint[] {
  const counts = parts.map((part) => floorTo(part, unit));
  const remainders = parts.map((part, at) => ({ at, left: part - (counts[at] ?? 0n) * unit }));
  const raised = remainders
    .filter(({ left }) => left > 0n)
    .sort((a, b) => (a.left === b.left ? a.at - b.at : a.left > b.left ? -1 : 1));
  const spare = target - counts.reduce((sum, count) => sum + count, 0n);
  if (spare < 0n || spare > BigInt(raised.length)) throw new RangeError('the parts do not add up to their total');
  for (const { at } of raised.slice(0, Number(spare))) counts[at] = (counts[at] ?? 0n) + 1n;
  return counts;
}
