import { floorTo } from '../largest-remainder';

/** A row of a table to be rounded: its amounts by column, whose sum is `total`. `parent` is the place of the row that it adds to. */
export type TableRow = { readonly parent: number | null; readonly amounts: readonly bigint[]; readonly total: bigint };
/** The same row in whole counts of the unit. */
export type RoundedRow = { readonly amounts: readonly bigint[]; readonly total: bigint };

/**
 * Rounds a table with one tree of rows to whole counts of `unit`, so that every row still adds across to its total and every
 * row is still the sum of its children, in each column and in the total. Every figure is one of the two counts beside it, and a
 * whole one is not moved. The root's total is rounded to the nearest; then, as far as the rest allows, the others of `first`.
 *
 * The table is a flow in a network: down the tree from the root to each leaf within each column, and up the tree again
 * from the leaves' totals to the root's. As long as some figure is not whole there is a ring of such figures; a flow is pushed
 * around it until one more is whole (the method of controlled rounding, Cox 1987). It never fails.
 * `rows` hold a parent before its children, the root first.
 * @throws RangeError when a row is not the sum of its parts: that is a breach to be shown, not rounded away
 */
export function roundTable(rows: readonly TableRow[], unit: bigint, first: readonly number[] = [0]): RoundedRow[] {
  const columns = rows[0]?.amounts.length ?? 0;
  checkSums(rows, columns);
  const net = networkOf(rows, columns, unit);
  for (const at of first) net.settle(at * (columns + 1) + columns);
  for (const at of first) for (let column = 0; column < columns; column += 1) net.settle(at * (columns + 1) + column);
  net.settleAll();
  return rows.map((_, at) => {
    const counts = net.counts.slice(at * (columns + 1), (at + 1) * (columns + 1));
    return { amounts: counts.slice(0, columns), total: counts[columns] ?? 0n };
  });
}

function checkSums(rows: readonly TableRow[], columns: number): void {
  const below = rows.map(({ amounts }) => amounts.map(() => 0n));
  const parents = new Set<number>();
  for (const [at, { parent, amounts, total }] of rows.entries()) {
    if (amounts.length !== columns || amounts.reduce((sum, each) => sum + each, 0n) !== total) {
      throw new RangeError(`row ${at} does not add across`);
    }
    if (parent === null) continue;
    parents.add(parent);
    const sums = below[parent];
    if (sums) for (const [column, units] of amounts.entries()) sums[column] = (sums[column] ?? 0n) + units;
  }
  for (const at of parents) {
    if (below[at]?.some((sum, column) => sum !== rows[at]?.amounts[column])) {
      throw new RangeError(`row ${at} is not the sum of its children`);
    }
  }
}

type Network = {
  /** By row, then column, the total last: the count beneath each figure, raised where it was rounded up. */
  readonly counts: bigint[];
  /** Makes a figure whole, the nearest way. */
  settle(figure: number): void;
  settleAll(): void;
};

/** A step of a ring: a figure, and whether the ring runs with its flow. */
type Step = { readonly figure: number; readonly along: boolean };

/** Builds the network of a table: a figure is an arc from one vertex to another. */
function networkOf(rows: readonly TableRow[], columns: number, unit: bigint): Network {
  const width = columns + 1;
  const hasChildren = new Set(rows.map(({ parent }) => parent));
  const figures = rows.flatMap(({ amounts, total }) => [...amounts, total]);
  const counts = figures.map((units) => floorTo(units, unit));
  const rests = figures.map((units, at) => units - (counts[at] ?? 0n) * unit);
  // Vertex 0 closes the circle; then each row within each column, and each row's total.
  const vertex = (row: number, column: number): number => 1 + row * width + column;
  const from: number[] = [];
  const to: number[] = [];
  for (const [row, { parent }] of rows.entries()) {
    for (let column = 0; column < columns; column += 1) {
      from.push(parent === null ? 0 : vertex(parent, column));
      to.push(hasChildren.has(row) ? vertex(row, column) : vertex(row, columns));
    }
    from.push(vertex(row, columns));
    to.push(parent === null ? 0 : vertex(parent, columns));
  }
  const arcs: number[][] = Array.from({ length: 1 + rows.length * width }, () => []);
  const isOpen = (figure: number): boolean => rests[figure] !== 0n && rests[figure] !== unit;
  for (const figure of figures.keys()) {
    if (!isOpen(figure)) continue;
    arcs[from[figure] ?? 0]?.push(figure);
    arcs[to[figure] ?? 0]?.push(figure);
  }
  const otherEnd = (figure: number, at: number): number =>
    from[figure] === at ? (to[figure] ?? 0) : (from[figure] ?? 0);

  /** Pushes around a ring, in the direction given or the shorter one, as far as the first figure that becomes whole. */
  const push = (ring: readonly Step[], direction: boolean | null): void => {
    const room = (onward: boolean): bigint =>
      ring.reduce<bigint>((least, { figure, along }) => {
        const rest = rests[figure] ?? 0n;
        const left = along === onward ? unit - rest : rest;
        return left < least ? left : least;
      }, unit);
    const onward = direction ?? room(true) <= room(false);
    const by = room(onward);
    for (const { figure, along } of ring) rests[figure] = (rests[figure] ?? 0n) + (along === onward ? by : -by);
  };

  /** The shortest way from the end of a figure back to its start, over figures that are not whole. */
  const ringOf = (figure: number): Step[] => {
    const [start, goal] = [to[figure] ?? 0, from[figure] ?? 0];
    const came = new Map<number, number>([[start, figure]]);
    for (const queue = [start]; queue.length > 0 && !came.has(goal); ) {
      const next: number[] = [];
      for (const at of queue) {
        for (const arc of arcs[at] ?? []) {
          const end = otherEnd(arc, at);
          if (arc === figure || !isOpen(arc) || came.has(end)) continue;
          came.set(end, arc);
          next.push(end);
        }
      }
      queue.splice(0, queue.length, ...next);
    }
    const ring: Step[] = [{ figure, along: true }];
    for (let at = goal; at !== start; ) {
      const arc = came.get(at);
      if (arc === undefined) throw new RangeError('a figure that is not whole stands alone');
      ring.push({ figure: arc, along: to[arc] === at });
      at = otherEnd(arc, at);
    }
    return ring;
  };

  /** Any ring that a walk from a figure runs into. */
  const walkFrom = (figure: number): Step[] => {
    const seen = new Map<number, number>([[from[figure] ?? 0, 0]]);
    const steps: Step[] = [{ figure, along: true }];
    for (let at = to[figure] ?? 0; ; ) {
      const met = seen.get(at);
      if (met !== undefined) return steps.slice(met);
      seen.set(at, steps.length);
      const list = arcs[at] ?? [];
      const last = steps.at(-1)?.figure;
      // What has become whole is dropped when it is come across.
      for (let place = list.length - 1; place >= 0; place -= 1) if (!isOpen(list[place] ?? 0)) list.splice(place, 1);
      const arc = list.find((each) => each !== last);
      if (arc === undefined) throw new RangeError('a figure that is not whole stands alone');
      steps.push({ figure: arc, along: from[arc] === at });
      at = otherEnd(arc, at);
    }
  };

  return {
    get counts() {
      return counts.map((count, figure) => (rests[figure] === unit ? count + 1n : count));
    },
    settle: (figure) => {
      const up = 2n * (rests[figure] ?? 0n) >= unit;
      while (isOpen(figure)) push(ringOf(figure), up);
    },
    settleAll: () => {
      for (const figure of figures.keys()) while (isOpen(figure)) push(walkFrom(figure), null);
    },
  };
}
