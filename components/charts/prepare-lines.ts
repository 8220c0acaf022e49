import type { Basis } from '@/lib/finance/basis';
import type { Currency } from '@/lib/finance/money';
import { type Axis, axisOf } from './axis';
import { amountCell, type ChartCell, type ChartTable, textCell } from './chart-table';
import { type Look, looksOf } from './look';
import { unitText } from './unit-text';

export type LinesInput = {
  readonly title: string;
  readonly currency: Currency;
  readonly basis: Basis;
  /** Places of the axis, in order: days or months. `label` is what the axis says, `title` what the table does. */
  readonly points: readonly { readonly key: string; readonly label: string; readonly title: string }[];
  /** What a point is, in the head of the table: `Day`. */
  readonly axisName: string;
  readonly series: readonly {
    readonly entity: string;
    readonly label: string;
    /** One for each point, exact decimal strings; null is missing: a gap that no line bridges. */
    readonly amounts: readonly (string | null)[];
    /** From this point on the figures are estimated or forecast, and dotted; null when none is. */
    readonly uncertainFrom?: number | null;
  }[];
  /** What the last figures may turn out to be, one for each point; null where there is no band. */
  readonly band?: {
    readonly label: string;
    readonly bounds: readonly ({ readonly low: string; readonly high: string } | null)[];
  } | null;
  readonly registry?: readonly string[];
  readonly notes?: readonly string[];
};

export type LinesModel = {
  readonly title: string;
  readonly unit: string;
  readonly axis: Axis;
  /** `certain` and `dotted` name the amounts of a point; the dotted line starts where the certain one ends. */
  readonly series: readonly {
    readonly key: string;
    readonly label: string;
    readonly look: Look;
    readonly dotted: boolean;
  }[];
  readonly band: string | null;
  readonly points: readonly LinePoint[];
  readonly table: ChartTable;
};

export type LinePoint = {
  readonly key: string;
  readonly label: string;
  readonly title: string;
  readonly certain: Readonly<Record<string, number | null>>;
  readonly dotted: Readonly<Record<string, number | null>>;
  /** True for a point without neighbours: a line has no length there, so a dot is drawn. */
  readonly alone: Readonly<Record<string, boolean>>;
  readonly band: readonly [number, number] | null;
};

/** Decides a chart of lines: gaps stay gaps, what is uncertain is a line of its own, zero is on the axis. */
export function prepareLines(input: LinesInput): LinesModel {
  const { title, currency, basis, points, series, band = null, notes = [] } = input;
  const looks = looksOf(
    series.map(({ entity }) => entity),
    input.registry,
  );
  const drawn = series.map((each, index) => ({
    key: `s${index}`,
    label: each.label,
    look: looks.get(each.entity) ?? { colour: 'var(--c8)', texture: 'plain' as const },
    dotted: each.uncertainFrom != null && each.uncertainFrom < points.length,
    amounts: points.map((_, at) => numberOf(each.amounts[at] ?? null)),
    from: each.uncertainFrom ?? points.length,
  }));
  const bounds = points.map((_, at) => boundsOf(band?.bounds[at] ?? null));
  const axis = axisOf([
    ...drawn.flatMap(({ amounts }) => amounts.flatMap((one) => one ?? [])),
    ...bounds.flatMap((one) => one ?? []),
  ]);
  return {
    title,
    unit: unitText(currency, basis, axis.scale, [
      ...notes,
      ...(drawn.some(({ dotted }) => dotted) ? ['dotted is not final'] : []),
    ]),
    axis,
    series: drawn.map(({ key, label, look, dotted }) => ({ key, label, look, dotted })),
    band: bounds.some((each) => each !== null) ? (band?.label ?? null) : null,
    points: points.map((point, at) => ({
      ...point,
      certain: record(drawn, ({ amounts, from }) => (at < from ? (amounts[at] ?? null) : null)),
      dotted: record(drawn, ({ amounts, from }) => (at >= from - 1 ? (amounts[at] ?? null) : null)),
      alone: record(drawn, ({ amounts }) => amounts[at] != null && amounts[at - 1] == null && amounts[at + 1] == null),
      band: bounds[at] ?? null,
    })),
    table: tableOf(input),
  };
}

const numberOf = (amount: string | null): number | null => (amount === null ? null : Number(amount));
const boundsOf = (bounds: { low: string; high: string } | null): [number, number] | null =>
  bounds && [Number(bounds.low), Number(bounds.high)];

const record = <Each extends { readonly key: string }, Of>(
  list: readonly Each[],
  of: (each: Each) => Of,
): Record<string, Of> => Object.fromEntries(list.map((each) => [each.key, of(each)]));

function tableOf({ title, currency, basis, axisName, points, series, band, notes }: LinesInput): ChartTable {
  const bounds = (at: number): ChartCell[] =>
    band
      ? [band.bounds[at]?.low, band.bounds[at]?.high].map((amount) =>
          amount === undefined ? textCell('') : amountCell(amount, currency),
        )
      : [];
  return {
    caption: title,
    unit: unitText(currency, basis, null, notes),
    currency,
    basis,
    head: [
      { label: axisName, amounts: false },
      ...series.map(({ label }) => ({ label, amounts: true })),
      ...(band ? ['low', 'high'].map((end) => ({ label: `${band.label}, ${end}`, amounts: true })) : []),
    ],
    rows: points.map((point, at) => [
      textCell(point.title),
      ...series.map(({ amounts }) => amountCell(amounts[at] ?? null, currency, 'missing')),
      ...bounds(at),
    ]),
    totalled: false,
  };
}
