import { sankey, sankeyLeft } from 'd3-sankey';
import type { Basis } from '@/lib/finance/basis';
import { type Currency, formatDecimal, parseDecimal } from '@/lib/finance/money';
import { type Figure, formatFigure } from '@/lib/format/money';
import { amountCell, type ChartTable, textCell } from './chart-table';
import { type Look, looksOf } from './look';
import { unitText } from './unit-text';

export type SankeyInput = {
  readonly title: string;
  readonly currency: Currency;
  readonly basis: Basis;
  /** What the two sides are, in the head of the table: `Pool`, `Project`. */
  readonly sides: readonly [string, string];
  /** Entities by id; the same id may stand on both sides. */
  readonly labels: Readonly<Record<string, string>>;
  /** Exact decimal strings. A flow of less than nothing has no width: it is in the table, and in a note. */
  readonly flows: readonly { readonly from: string; readonly to: string; readonly amount: string }[];
  readonly registry?: readonly string[];
};

/** Places are fractions: of the width from left to right, of the height from top to bottom. */
export type SankeyModel = {
  readonly title: string;
  readonly unit: string;
  readonly nodes: readonly {
    readonly key: string;
    readonly side: 'left' | 'right';
    readonly label: string;
    readonly figure: Figure;
    readonly look: Look;
    readonly top: number;
    readonly bottom: number;
    /** Where the middle of its name stands: beside it, or as near as its neighbours' names let it. */
    readonly name: number;
  }[];
  /** Nodes of the longer side: each name needs two lines. */
  readonly lines: number;
  readonly ribbons: readonly {
    readonly key: string;
    /** `Support to Checkout: 9,914.00`. */
    readonly title: string;
    readonly colour: string;
    readonly left: readonly [number, number];
    readonly right: readonly [number, number];
  }[];
  /** Flows that have no width; '' when all have one. */
  readonly note: string;
  readonly table: ChartTable;
};

type Node = { key: string; entity: string; side: 'left' | 'right' };
type Link = { source: string; target: string; value: number };

/** Room between two nodes, as a fraction of the height; less where there are many. */
const gapFor = (nodes: number): number => Math.min(0.045, 0.4 / Math.max(1, nodes));

/** Decides a Sankey of two sides, the costliest first. Σ flows of a node = the figure beside it. */
export function prepareSankey(input: SankeyInput): SankeyModel {
  const { title, currency, basis, labels, flows } = input;
  const drawn = merged(flows).filter(({ units }) => units > 0n);
  const left = orderedBy(drawn, ({ from }) => from);
  const right = orderedBy(drawn, ({ to }) => to);
  const looks = looksOf([...new Set([...right.keys(), ...left.keys()])], input.registry);
  const nodes: Node[] = [
    ...[...left.keys()].map((entity) => ({ key: `l:${entity}`, entity, side: 'left' as const })),
    ...[...right.keys()].map((entity) => ({ key: `r:${entity}`, entity, side: 'right' as const })),
  ];
  const nameOf = (entity: string): string => labels[entity] ?? entity;
  const lookOf = (entity: string): Look => looks.get(entity) ?? { colour: 'var(--c8)', texture: 'plain' };
  const places = layOut(
    nodes,
    drawn.map(({ from, to, units }) => ({
      source: `l:${from}`,
      target: `r:${to}`,
      value: Number(formatDecimal(units)),
    })),
  );
  const lines = Math.max(1, left.size, right.size);
  const names = new Map(
    (['left', 'right'] as const).flatMap((side) => {
      const column = places.nodes.filter((node) => node.side === side);
      const middles = column.map(({ y0 = 0, y1 = 0 }) => (y0 + y1) / 2);
      const spread = spreadOut(middles, Math.min(0.1, 1 / lines));
      return column.map(({ key }, index) => [key, spread[index] ?? 0] as const);
    }),
  );
  return {
    title,
    unit: unitText(currency, basis, null),
    lines,
    nodes: places.nodes.map(({ key, entity, side, y0 = 0, y1 = 0 }) => ({
      key,
      side,
      label: nameOf(entity),
      figure: formatFigure(formatDecimal((side === 'left' ? left : right).get(entity) ?? 0n)),
      look: lookOf(entity),
      top: y0,
      bottom: y1,
      name: names.get(key) ?? (y0 + y1) / 2,
    })),
    ribbons: places.links.map(({ from, to, value, width, y0, y1 }) => ({
      key: `${from.key} ${to.key}`,
      title: `${nameOf(from.entity)} to ${nameOf(to.entity)}: ${formatFigure(String(value)).text}`,
      colour: lookOf(from.entity).colour,
      left: [y0 - width / 2, y0 + width / 2],
      right: [y1 - width / 2, y1 + width / 2],
    })),
    note: noteOf(merged(flows).filter(({ units }) => units < 0n)),
    table: tableOf(input, nameOf),
  };
}

/** Moves places of 0 to 1, in order, apart to `room` and no further; half of it is kept free at both ends. */
export function spreadOut(places: readonly number[], room: number): number[] {
  const spread = [...places];
  for (let at = 0; at < spread.length; at += 1) {
    spread[at] = Math.max(spread[at] ?? 0, at === 0 ? room / 2 : (spread[at - 1] ?? 0) + room);
  }
  for (let at = spread.length - 1; at >= 0; at -= 1) {
    const limit = at === spread.length - 1 ? 1 - room / 2 : (spread[at + 1] ?? 1) - room;
    spread[at] = Math.min(spread[at] ?? 1, limit);
  }
  return spread;
}

type Flow = { readonly from: string; readonly to: string; readonly units: bigint };

function merged(flows: SankeyInput['flows']): Flow[] {
  const sums = new Map<string, Flow>();
  for (const { from, to, amount } of flows) {
    const id = JSON.stringify([from, to]);
    sums.set(id, { from, to, units: (sums.get(id)?.units ?? 0n) + parseDecimal(amount) });
  }
  return [...sums.values()];
}

/** Sums by one end, the largest first, ties by name. */
function orderedBy(flows: readonly Flow[], of: (flow: Flow) => string): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const flow of flows) sums.set(of(flow), (sums.get(of(flow)) ?? 0n) + flow.units);
  return new Map([...sums].sort(([a, x], [b, y]) => (x === y ? (a < b ? -1 : 1) : x > y ? -1 : 1)));
}

type Ends = { from: Node; to: Node; value: number; width: number; y0: number; y1: number };

function layOut(nodes: readonly Node[], links: readonly Link[]) {
  if (links.length === 0) return { nodes: [], links: [] };
  const most = Math.max(
    ...(['left', 'right'] as const).map((side) => nodes.filter((node) => node.side === side).length),
  );
  const graph = sankey<Node, Link>()
    .nodeId(({ key }) => key)
    .nodeAlign(sankeyLeft)
    .nodeWidth(0.01)
    .nodePadding(gapFor(most))
    .nodeSort(() => 0)
    .extent([
      [0, 0],
      [1, 1],
    ])({ nodes: nodes.map((node) => ({ ...node })), links: links.map((link) => ({ ...link })) });
  const ends = graph.links.flatMap(({ source, target, value, width = 0, y0 = 0, y1 = 0 }): Ends[] =>
    typeof source === 'object' && typeof target === 'object'
      ? [{ from: source, to: target, value, width, y0, y1 }]
      : [],
  );
  return { nodes: graph.nodes, links: ends };
}

function noteOf(negative: readonly Flow[]): string {
  if (negative.length === 0) return '';
  const sum = formatFigure(formatDecimal(negative.reduce((total, { units }) => total + units, 0n))).text;
  return `Not drawn: ${negative.length} ${negative.length === 1 ? 'flow' : 'flows'} below zero, ${sum} in all. The table has them.`;
}

function tableOf(input: SankeyInput, nameOf: (entity: string) => string): ChartTable {
  const { title, currency, basis, sides, flows } = input;
  const sorted = merged(flows).sort((a, b) => (a.units === b.units ? 0 : a.units > b.units ? -1 : 1));
  return {
    caption: title,
    unit: unitText(currency, basis, null),
    currency,
    basis,
    head: [
      { label: sides[0], amounts: false },
      { label: sides[1], amounts: false },
      { label: 'Amount', amounts: true },
    ],
    rows: sorted.map(({ from, to, units }) => [
      textCell(nameOf(from)),
      textCell(nameOf(to)),
      amountCell(formatDecimal(units), currency),
    ]),
    totalled: false,
  };
}
