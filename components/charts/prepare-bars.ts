import type { Basis } from '@/lib/finance/basis';
import { type Currency, formatDecimal, parseDecimal, toCents } from '@/lib/finance/money';
import { figureOf, formatExact } from '@/lib/format/money';
import { roundTo } from '@/lib/format/parts';
import { type ChartCell, type ChartTable, textCell } from './chart-table';
import { type Look, looksOf } from './look';
import { unitText } from './unit-text';

/** A part of a bar: an entity that keeps its colour; `(…)` is no entity, and grey. */
export type BarPart = { readonly entity: string; readonly label: string; readonly amount: string };

export type BarsInput = {
  readonly title: string;
  /** What a bar is: `Project`. */
  readonly rowName: string;
  readonly currency: Currency;
  readonly basis: Basis;
  /** In the order in which they are drawn. Σ parts is what the bar says at its end. */
  readonly bars: readonly {
    readonly label: string;
    readonly href?: string;
    readonly parts: readonly BarPart[];
    /** The whole cents that stand for Σ parts elsewhere on the page; without them it is rounded by itself. */
    readonly cents?: bigint;
  }[];
  /** Every entity of the parts' kind, in an order that is the same on every screen (`looksOf`). */
  readonly registry?: readonly string[];
  /** How many kinds of parts stand by themselves; the others become "Other". Keys in parentheses always do. Default 6. */
  readonly most?: number;
};

export type BarsModel = {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly { readonly key: string; readonly label: string; readonly look: Look }[];
  readonly bars: readonly {
    readonly label: string;
    readonly href?: string;
    /** Where each piece begins and how wide it is, as fractions of the drawing. */
    readonly pieces: readonly {
      readonly key: string;
      readonly label: string;
      readonly from: number;
      readonly width: number;
    }[];
    readonly total: ChartCell;
  }[];
  /** Where nothing is: 0 unless some part is negative. */
  readonly zero: number;
  readonly table: ChartTable;
};

const MOST = 6;
const OTHER = '(other kinds)';

/** Decides stacked bars: which parts stand by themselves, their order and colours, the scale, and the table of it. */
export function prepareBars(input: BarsInput): BarsModel {
  const { title, currency, basis, bars, registry } = input;
  const kinds = kindsOf(input);
  const looks = looksOf(
    kinds.map(({ entity }) => entity),
    registry,
  );
  const series = kinds.map(({ entity, label }) => ({
    key: entity,
    label,
    look: looks.get(entity) ?? { colour: 'var(--c8)', texture: 'plain' as const },
  }));
  const stacks = bars.map(({ parts }) => kinds.map(({ holds }) => sum(parts.filter(({ entity }) => holds(entity)))));
  const up = Math.max(
    0,
    ...stacks.map((stack) => float(stack.reduce((all, each) => (each > 0n ? all + each : all), 0n))),
  );
  const down = Math.min(
    0,
    ...stacks.map((stack) => float(stack.reduce((all, each) => (each < 0n ? all + each : all), 0n))),
  );
  const span = up - down || 1;
  const zero = -down / span;
  return {
    title,
    unit: unitText(currency, basis, null),
    series,
    zero,
    bars: bars.map(({ label, href, cents }, at) => {
      const stack = stacks[at] ?? [];
      return {
        label,
        ...(href === undefined ? {} : { href }),
        pieces: piecesOf(stack, series, zero, span),
        total: printed(totalOf(stack), cents, currency),
      };
    }),
    table: tableOf(input, series, stacks),
  };
}

/** Only here does money become a float. */
const float = (units: bigint): number => Number(formatDecimal(units));
const totalOf = (stack: readonly bigint[]): bigint => stack.reduce((all, each) => all + each, 0n);

const printed = (units: bigint, cents: bigint | undefined, currency: Currency): ChartCell => ({
  kind: 'amount',
  amount: formatDecimal(units),
  figure: figureOf(cents ?? toCents(units), units),
  exact: formatExact(formatDecimal(units), currency),
});
const sum = (parts: readonly BarPart[]): bigint => parts.reduce((all, { amount }) => all + parseDecimal(amount), 0n);

type Kind = { readonly entity: string; readonly label: string; readonly holds: (entity: string) => boolean };

/** The largest first; keys of ours last, in the order given. What is left over is one kind. */
function kindsOf({ bars, most = MOST }: BarsInput): Kind[] {
  const sizes = new Map<string, { label: string; size: bigint }>();
  for (const { entity, label, amount } of bars.flatMap(({ parts }) => parts)) {
    const units = parseDecimal(amount);
    const known = sizes.get(entity)?.size ?? 0n;
    sizes.set(entity, { label, size: known + (units < 0n ? -units : units) });
  }
  const all = [...sizes].filter(([, { size }]) => size > 0n);
  const named = all
    .filter(([entity]) => !entity.startsWith('('))
    .sort(([a, x], [b, y]) => (x.size === y.size ? (a < b ? -1 : 1) : x.size > y.size ? -1 : 1));
  const kept = named.length <= most + 1 ? named : named.slice(0, most);
  const left = new Set(named.slice(kept.length).map(([entity]) => entity));
  const kind = ([entity, { label }]: (typeof all)[number]): Kind => ({
    entity,
    label,
    holds: (each) => each === entity,
  });
  return [
    ...kept.map(kind),
    ...(left.size > 0 ? [{ entity: OTHER, label: 'Other', holds: (each: string) => left.has(each) }] : []),
    ...all.filter(([entity]) => entity.startsWith('(')).map(kind),
  ];
}

/** Positive parts to the right of nothing, negative ones to its left. */
function piecesOf(stack: readonly bigint[], series: BarsModel['series'], zero: number, span: number) {
  let [right, left] = [zero, zero];
  return stack.flatMap((units, at) => {
    const kind = series[at];
    if (units === 0n || !kind) return [];
    const width = Math.abs(float(units)) / span;
    if (units > 0n) right += width;
    else left -= width;
    return [{ key: kind.key, label: kind.label, from: units > 0n ? right - width : left, width }];
  });
}

function tableOf(
  { title, rowName, currency, basis, bars }: BarsInput,
  series: BarsModel['series'],
  stacks: readonly (readonly bigint[])[],
): ChartTable {
  return {
    caption: title,
    unit: unitText(currency, basis, null),
    currency,
    basis,
    head: [
      { label: rowName, amounts: false },
      ...series.map(({ label }) => ({ label, amounts: true })),
      { label: 'Total', amounts: true },
    ],
    rows: bars.map(({ label, href, cents }, at) => {
      const stack = stacks[at] ?? [];
      const rounded = roundTo(stack, cents ?? toCents(totalOf(stack)));
      return [
        textCell(label, href),
        ...stack.map((units, place) => printed(units, rounded[place], currency)),
        printed(totalOf(stack), cents, currency),
      ];
    }),
    totalled: false,
  };
}
