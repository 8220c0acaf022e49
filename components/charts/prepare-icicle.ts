import { hierarchy, partition } from 'd3-hierarchy';

/** A node of a tree in pre-order. Amounts as floats of the currency: only widths are made of them. */
export type IcicleNode = {
  /** Index of the parent; −1 for the outermost nodes. */
  readonly parent: number;
  /** What the node itself costs. Its width is this and its descendants', each if it is more than nothing. */
  readonly own: number;
};

/** A rectangle: fractions of the width, and rows counted from the top. */
export type IcicleBox = {
  readonly index: number;
  readonly row: number;
  readonly left: number;
  readonly width: number;
};

export type IcicleLayout = {
  readonly boxes: readonly IcicleBox[];
  readonly rows: number;
  /** Nodes too narrow to be seen before one zooms in. */
  readonly narrow: number;
  /** Leaves and own costs of less than nothing below the focus: they have no width. */
  readonly negative: number;
};

type Item = { index: number; own: number; children: Item[] };

/** Below this fraction of the width, a thousandth and a half, a node is not drawn: it would be a pixel. */
const NARROWEST = 0.0015;

/** The widths of a whole tree, to be looked at from any of its nodes. Null when nothing costs more than nothing. */
export function icicleOf(nodes: readonly IcicleNode[]) {
  const items = nodes.map(({ own }, index): Item => ({ index, own, children: [] }));
  const top: Item = { index: -1, own: 0, children: [] };
  for (const [index, { parent }] of nodes.entries()) {
    const item = items[index];
    if (item) (items[parent] ?? top).children.push(item);
  }
  const root = hierarchy(top).sum(({ own }) => Math.max(0, own));
  root.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || a.data.index - b.data.index);
  return (root.value ?? 0) > 0 ? partition<Item>()(root) : null;
}
export type Icicle = NonNullable<ReturnType<typeof icicleOf>>;
type Placed = Icicle;

/**
 * Lays the tree out as seen from `focus` (an index; −1 is everything): it and what is above it are as wide as the whole,
 * what is below it shares that width by cost.
 */
export function layOutIcicle(root: Icicle, focus: number): IcicleLayout {
  const seen = root.find(({ data }) => data.index === focus) ?? root;
  const span = seen.x1 - seen.x0;
  const boxes: IcicleBox[] = [];
  for (const node of seen.ancestors().reverse().slice(0, -1)) {
    if (node.data.index >= 0) boxes.push({ index: node.data.index, row: boxes.length, left: 0, width: 1 });
  }
  const above = boxes.length;
  const counts = { narrow: 0, negative: 0, rows: above };
  const visit = (node: Placed, row: number): void => {
    if (node.data.own < 0) counts.negative += 1;
    const width = span > 0 ? (node.x1 - node.x0) / span : 0;
    if (node.data.index >= 0 && (node.value ?? 0) > 0) {
      if (width < NARROWEST) counts.narrow += 1;
      else {
        boxes.push({ index: node.data.index, row, left: (node.x0 - seen.x0) / span, width });
        counts.rows = Math.max(counts.rows, row + 1);
      }
    }
    for (const child of node.children ?? []) visit(child, node.data.index < 0 ? row : row + 1);
  };
  visit(seen, above);
  return { boxes, ...counts };
}

/** The box that an arrow key leads to from another; the same when there is none that way. */
export function neighbour(
  { boxes }: IcicleLayout,
  nodes: readonly IcicleNode[],
  index: number,
  key: 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight',
): number {
  const here = boxes.find((box) => box.index === index);
  if (!here) return boxes[0]?.index ?? -1;
  const shown = (at: number) => boxes.some((box) => box.index === at);
  switch (key) {
    case 'ArrowUp': {
      const parent = nodes[index]?.parent ?? -1;
      return shown(parent) ? parent : index;
    }
    case 'ArrowDown':
      return boxes.find((box) => nodes[box.index]?.parent === index)?.index ?? index;
    default: {
      const row = boxes.filter((box) => box.row === here.row).sort((a, b) => a.left - b.left);
      const at = row.findIndex((box) => box.index === index) + (key === 'ArrowLeft' ? -1 : 1);
      return row[at]?.index ?? index;
    }
  }
}
