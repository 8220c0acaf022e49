/** One measured line: ours against the plain SQL that it needs, in one run. Times are medians in milliseconds. */
export type Measured = {
  readonly name: string;
  readonly scale: string;
  readonly oursMs: number;
  readonly plainMs: number;
  /** ours / plain: 1 is as fast, 2 takes twice as long. */
  readonly ratio: number;
  /** The largest ratio that is promised; null when none is. */
  readonly limit: number | null;
  /** The most milliseconds of ours that are promised, on a machine that is calm; null when none are. */
  readonly mostMs: number | null;
};

const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/**
 * Times two ways in turns, `rounds` times after one warm-up each: a machine that is busy is busy for both.
 * The ratio is of the medians.
 */
export async function compare(
  name: string,
  scale: string,
  ways: { ours: () => Promise<unknown>; plain: () => Promise<unknown> },
  { rounds = 9, limit = null, mostMs = null }: { rounds?: number; limit?: number | null; mostMs?: number | null } = {},
): Promise<Measured> {
  const ours: number[] = [];
  const plain: number[] = [];
  await ways.plain();
  await ways.ours();
  for (let round = 0; round < rounds; round++) {
    plain.push(await timed(ways.plain));
    ours.push(await timed(ways.ours));
  }
  const [oursMs, plainMs] = [median(ours), median(plain)];
  return { name, scale, oursMs, plainMs, ratio: oursMs / plainMs, limit, mostMs };
}
