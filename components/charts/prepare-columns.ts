import type { Basis } from '@/lib/finance/basis';
import { type Currency, formatDecimal, parseDecimal } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import { formatMonth, formatMonthName } from '@/lib/format/time';
import { type Axis, axisOf } from './axis';
import { amountCell, type ChartCell, type ChartTable, partCells, textCell } from './chart-table';
import { type Look, looksOf } from './look';
import { monthNotes, unitText } from './unit-text';

/** A month of a chart. One that is not in the books is `missing`: it is drawn as a gap, never as zero. */
export type ChartMonth = { readonly month: Month; readonly state: 'final' | 'estimated' | 'missing' };

export type ColumnSeries = {
  /** What keeps its colour from screen to screen, such as `ou-ab12-11111111` or `usage`; `(…)` is no entity, and grey. */
  readonly entity: string;
  readonly label: string;
  /** Where the entity's own page is. */
  readonly href?: string;
  /** One for each month, exact decimal strings; null is unknown. */
  readonly amounts: readonly (string | null)[];
  /** Shown by itself however small it is: untagged and unallocated cost are never hidden in the rest. */
  readonly pinned?: boolean;
};

export type ColumnsInput = {
  readonly title: string;
  readonly currency: Currency;
  readonly basis: Basis;
  /** Oldest first, without leaps. */
  readonly months: readonly ChartMonth[];
  readonly series: readonly ColumnSeries[];
  /** Every entity of the kind, in an order that is the same on every screen (`looksOf`). */
  readonly registry?: readonly string[];
  /** How many series stand by themselves beside the pinned ones; the others become "Everything else". Default 6. */
  readonly most?: number;
  /** What a month will cost in all, drawn in outline above what it cost so far; its band as whiskers. */
  readonly forecast?: {
    readonly month: Month;
    readonly total: string;
    readonly low: string | null;
    readonly high: string | null;
  } | null;
};

export type ColumnsModel = {
  readonly title: string;
  readonly unit: string;
  readonly axis: Axis;
  /** From the bottom up. `key` names the amounts of a column. */
  readonly series: readonly {
    readonly key: string;
    readonly label: string;
    readonly href?: string;
    readonly look: Look;
  }[];
  readonly columns: readonly Column[];
  readonly table: ChartTable;
};

export type Column = {
  /** Unique: `2026-10`. */
  readonly month: Month;
  /** On the axis: `Oct`, and the year where one begins. */
  readonly label: string;
  readonly title: string;
  readonly state: ChartMonth['state'];
  /** By series key, in the currency; null where unknown. Empty when the month is missing. */
  readonly amounts: Readonly<Record<string, number | null>>;
  /** What is forecast to be added. */
  readonly outline: number | null;
  readonly band: { readonly low: number; readonly high: number } | null;
};

const MOST = 6;
export const REST = '(rest)';

/** Decides a chart of stacked columns: what is shown by itself, its order and colours, gaps, scale, and the table of it. */
export function prepareColumns(input: ColumnsInput): ColumnsModel {
  const { title, currency, basis, months, forecast = null } = input;
  const shown = chooseSeries(input);
  const looks = looksOf(
    shown.map(({ entity }) => entity),
    input.registry,
  );
  const series = shown.map(({ entity, label, href }, index) => ({
    key: `s${index}`,
    label,
    ...(href === undefined ? {} : { href }),
    look: looks.get(entity) ?? { colour: 'var(--c8)', texture: 'plain' as const },
  }));
  const columns = months.map(({ month, state }, at): Column => {
    const missing = state === 'missing';
    const amounts = Object.fromEntries(shown.map(({ amounts: all }, index) => [`s${index}`, floatOf(all[at] ?? null)]));
    const known = shown.map(({ amounts: all }) => all[at] ?? null);
    const outlook = forecast?.month === month && !missing ? forecast : null;
    const rest = outlook && !known.includes(null) ? restOf(outlook.total, known) : null;
    return {
      month,
      label: axisLabel(month, at),
      title: formatMonth(month),
      state,
      amounts,
      outline: rest,
      band:
        outlook?.low != null && outlook.high != null ? { low: float(outlook.low), high: float(outlook.high) } : null,
    };
  });
  const axis = axisOf(columns.flatMap(heightsOf));
  return {
    title,
    unit: unitText(currency, basis, axis.scale, notesOf(columns)),
    axis,
    series,
    columns,
    table: tableOf(input, shown, unitText(currency, basis, null, monthNotes(columns))),
  };
}

/** Only here does money become a float. */
const float = (amount: string): number => Number(amount);
const floatOf = (amount: string | null): number | null => (amount === null ? null : float(amount));
const unitsOf = (amounts: readonly (string | null)[]): bigint[] =>
  amounts.flatMap((amount) => (amount === null ? [] : [parseDecimal(amount)]));
const sum = (units: readonly bigint[]): bigint => units.reduce((total, each) => total + each, 0n);

/** The largest first, pinned ones last; what is left over is one series, to the unit. */
function chooseSeries({ series, months, most = MOST }: ColumnsInput): ColumnSeries[] {
  const sized = series
    .map((given) => {
      const amounts = months.map(({ state }, at) => (state === 'missing' ? null : (given.amounts[at] ?? null)));
      return { ...given, amounts };
    })
    .map((each) => ({
      each,
      size: sum(unitsOf(each.amounts).map((units) => (units < 0n ? -units : units))),
    }));
  const ranked = sized
    .filter(({ each, size }) => !each.pinned && size > 0n)
    .sort((a, b) => (a.size === b.size ? (a.each.entity < b.each.entity ? -1 : 1) : a.size > b.size ? -1 : 1))
    .map(({ each }) => each);
  const pinned = sized.filter(({ each, size }) => each.pinned && size > 0n).map(({ each }) => each);
  // A rest of one series would only hide its name.
  const kept = ranked.length <= most + 1 ? ranked : ranked.slice(0, most);
  const left = ranked.slice(kept.length);
  if (left.length === 0) return [...kept, ...pinned];
  const rest: ColumnSeries = {
    entity: REST,
    label: 'Everything else',
    amounts: months.map((_, at) => {
      const amounts = left.map(({ amounts: all }) => all[at] ?? null);
      return amounts.includes(null) ? null : formatDecimal(sum(unitsOf(amounts)));
    }),
  };
  return [...kept, rest, ...pinned];
}

function restOf(total: string, known: readonly (string | null)[]): number | null {
  const rest = parseDecimal(total) - sum(unitsOf(known));
  return rest > 0n ? float(formatDecimal(rest)) : null;
}

/** How far a column reaches up and down. */
function heightsOf({ amounts, outline, band }: Column): number[] {
  const parts = Object.values(amounts).flatMap((amount) => amount ?? []);
  const up = parts.filter((amount) => amount > 0).reduce((a, b) => a + b, outline ?? 0);
  return [up, parts.filter((amount) => amount < 0).reduce((a, b) => a + b, 0), band?.high ?? 0];
}

const axisLabel = (month: Month, at: number): string => {
  const name = formatMonthName(month).slice(0, 3);
  return at === 0 || month.endsWith('-01') ? `${name} ’${month.slice(2, 4)}` : name;
};

/** The outline is named beside the month that it is of. */
function notesOf(columns: readonly Column[]): string[] {
  const notes = monthNotes(columns);
  const forecast = columns.some(({ outline }) => outline !== null);
  const estimated = columns.some(({ state }) => state === 'estimated') ? 1 : 0;
  return forecast ? [...notes.slice(0, estimated), 'outline is forecast', ...notes.slice(estimated)] : notes;
}

function tableOf(
  { title, currency, basis, months, forecast }: ColumnsInput,
  shown: readonly ColumnSeries[],
  unit: string,
): ChartTable {
  const rows = months.map(({ month, state }, at): ChartCell[] => {
    const amounts = shown.map(({ amounts: all }) => all[at] ?? null);
    const heading = [textCell(formatMonth(month)), textCell(state === 'missing' ? 'not in the books' : state)];
    const outlook = forecast ? [forecast.month === month ? amountCell(forecast.total, currency) : textCell('')] : [];
    if (amounts.includes(null)) {
      const absent = state === 'missing' ? 'missing' : 'unknown';
      return [...heading, ...[...amounts, null].map((amount) => amountCell(amount, currency, absent)), ...outlook];
    }
    const parts = amounts.flatMap((amount) => amount ?? []);
    const total = formatDecimal(sum(unitsOf(parts)));
    return [...heading, ...partCells(parts, total, currency), amountCell(total, currency), ...outlook];
  });
  return {
    caption: title,
    unit,
    currency,
    basis,
    head: [
      { label: 'Month', amounts: false },
      { label: 'State', amounts: false },
      ...shown.map(({ label }) => ({ label, amounts: true })),
      { label: 'Total', amounts: true },
      ...(forecast ? [{ label: 'Forecast', amounts: true }] : []),
    ],
    rows,
    totalled: false,
  };
}
