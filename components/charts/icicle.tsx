// biome-ignore-all lint/a11y/useSemanticElements: a tree that is drawn as boxes has no element of its own
// biome-ignore-all lint/a11y/useFocusableInteractive: the box that is reached last takes the focus (roving tabindex)
'use client';

import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { formatPlural } from '@/lib/format/count';
import { type IcicleNode, icicleOf, layOutIcicle, neighbour } from './prepare-icicle';

export type IcicleEntry = IcicleNode & {
  /** Unique. */
  readonly key: string;
  readonly name: string;
  /** A colour of the palette for the whole branch below; absent, that of its parent. */
  readonly colour?: string;
};

type Props = {
  label: string;
  /** In pre-order. */
  nodes: readonly IcicleEntry[];
  /** The figure that is written in a box and read out, and the same with its unit under the pointer. */
  figureOf: (index: number) => { readonly text: string; readonly exact: string };
  /** What is zoomed in on: a key, or null for everything. */
  zoom: string | null;
  onZoom: (key: string | null) => void;
  /** What is marked, such as the matches of a search. */
  marked?: ReadonlySet<number> | null;
};

const ROW = 34;
/** A box at least so wide, as a fraction of the whole, has room for padding and a name. */
const NAMED = 0.02;
const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const;

/**
 * A tree whose widths are costs. A click or Enter zooms in on a box, and out again on the one that fills the width;
 * arrows go from box to box, Escape and Backspace one level out.
 */
export function Icicle({ label, nodes, figureOf, zoom, onZoom, marked = null }: Props) {
  const root = useMemo(() => icicleOf(nodes), [nodes]);
  const colours = useMemo(() => coloursOf(nodes), [nodes]);
  const focus = zoom === null ? -1 : nodes.findIndex(({ key }) => key === zoom);
  const layout = useMemo(() => (root ? layOutIcicle(root, focus) : null), [root, focus]);
  const [active, setActive] = useState(-1);
  const tree = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    tree.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus();
  }, [active]);
  if (!layout || !root)
    return <p className="text-ink-2">Nothing here costs more than nothing, so no box has a width.</p>;
  const current = layout.boxes.some(({ index }) => index === active)
    ? active
    : Math.max(focus, layout.boxes[0]?.index ?? -1);
  const zoomTo = (index: number) => {
    const node = nodes[index];
    if (!node) return;
    const out = index === focus;
    setActive(out ? Math.max(0, node.parent) : index);
    const above = nodes[out ? node.parent : index];
    onZoom(above && above.parent >= 0 ? above.key : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const arrow = ARROWS.find((key) => key === event.key);
    if (arrow) {
      const next = neighbour(layout, nodes, current, arrow);
      moved.current = next !== active;
      setActive(next);
    } else if (event.key === 'Enter' || event.key === ' ') zoomTo(current);
    else if ((event.key === 'Escape' || event.key === 'Backspace') && focus >= 0) zoomTo(focus);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const box = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    if (box) zoomTo(Number(box.getAttribute('data-index')));
  };
  return (
    <>
      <div
        ref={tree}
        role="tree"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className="relative overflow-hidden border border-rule bg-surface outline-none"
        style={{ height: layout.rows * ROW }}
      >
        {layout.boxes.map(({ index, row, left, width }) => {
          const { text, exact } = figureOf(index);
          const name = nodes[index]?.name ?? '';
          return (
            <div
              key={index}
              role="treeitem"
              data-index={index}
              aria-level={row + 1}
              aria-label={`${name}, ${text}`}
              aria-selected={index === focus}
              tabIndex={index === current ? 0 : -1}
              title={`${name}\n${exact}`}
              onFocus={() => setActive(index)}
              className={`absolute flex cursor-pointer items-center justify-between gap-2 overflow-hidden whitespace-nowrap border-surface border-b text-s hover:brightness-95 focus-visible:z-[1] focus-visible:-outline-offset-2 ${width > NAMED ? 'border-r px-1.5' : 'shadow-[inset_-0.5px_0_var(--surface)]'} ${marked && !marked.has(index) ? 'opacity-45' : ''}`}
              style={{
                left: `${left * 100}%`,
                width: `${width * 100}%`,
                top: row * ROW,
                height: ROW,
                background: `color-mix(in oklab, ${colours[index] ?? 'var(--c8)'} 24%, var(--surface))`,
              }}
            >
              {width > NAMED && <span className="min-w-0 truncate">{name}</span>}
              {width > 0.09 && (
                <span className={`figure shrink-0 text-ink-2 text-xs ${width > 0.3 ? '' : 'hidden tablet:inline'}`}>
                  {text}
                </span>
              )}
            </div>
          );
        })}
      </div>
      <p role="status" className="mt-2 min-h-[17px] text-ink-3 text-s">
        {notesOf(layout).join(' ')}
      </p>
    </>
  );
}

function notesOf({ narrow, negative }: { narrow: number; negative: number }): string[] {
  return [
    'Width is cost.',
    ...(narrow > 0 ? [`${formatPlural(narrow, 'box', 'boxes')} too narrow to see: zoom in for them.`] : []),
    ...(negative > 0
      ? [`${formatPlural(negative, 'account')} below zero: no width, but counted in every figure.`]
      : []),
  ];
}

/** The colour of each node's branch. */
function coloursOf(nodes: readonly IcicleEntry[]): (string | undefined)[] {
  const colours: (string | undefined)[] = [];
  for (const { colour, parent } of nodes) colours.push(colour ?? colours[parent]);
  return colours;
}
