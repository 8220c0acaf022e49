import { formatTick, type Scale, scaleOf } from '@/lib/format/scale';

/** An axis of amounts: it includes zero, ends on a tick, and its ticks are written in `scale`. */
export type Axis = {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly scale: Scale;
};

const STEPS = [1, 2, 2.5, 5, 10] as const;
const WANTED = 4;

/** An axis for these amounts (of the currency, not scaled), with about four steps of 1, 2, 2.5 or 5 times a power of ten. */
export function axisOf(amounts: Iterable<number>): Axis {
  let low = 0;
  let high = 0;
  for (const amount of amounts) {
    low = Math.min(low, amount);
    high = Math.max(high, amount);
  }
  const scale = scaleOf(Math.max(high, -low));
  const span = (high - low) / scale.factor;
  const step = span > 0 ? stepOf(span / WANTED) : 1;
  const first = Math.floor(low / scale.factor / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / scale.factor / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => {
    const scaled = Number(((first + index) * step).toPrecision(12));
    return { at: scaled * scale.factor, text: formatTick(scaled) };
  });
  return { min: ticks[0]?.at ?? 0, max: ticks.at(-1)?.at ?? 1, ticks, scale };
}

function stepOf(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = STEPS.find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}
