'use client';

import { ChartFigure } from './chart-figure';
import type { SankeyModel } from './prepare-sankey';
import { LookFill } from './swatch';

type Props = {
  /** From `prepareSankey`, on the server: its layout is heavier than what is drawn. */
  model: SankeyModel;
  /** Of the drawing, in pixels. */
  height?: number;
  className?: string;
};

/** From the left to the right: ribbons as wide as what flows. Names stand beside them, and wrap on a phone. */
export function SankeyChart({ model, height = 320, className = '' }: Props) {
  return (
    <ChartFigure title={model.title} unit={model.unit} table={model.table} note={model.note} className={className}>
      {model.nodes.length === 0 ? (
        <p className="text-ink-2">Nothing flows in these months.</p>
      ) : (
        <div className="flex text-s" style={{ height: Math.max(height, model.lines * 32) }}>
          <Names model={model} side="left" />
          <svg
            role="img"
            aria-label={`${model.title}: ${model.ribbons.length} flows. The table lists them.`}
            viewBox="0 0 1 1"
            preserveAspectRatio="none"
            className="min-w-0 grow"
          >
            {model.ribbons.map(({ key, title, colour, left, right }) => (
              <path
                key={key}
                d={`M0 ${left[0]}C.5 ${left[0]} .5 ${right[0]} 1 ${right[0]}V${right[1]}C.5 ${right[1]} .5 ${left[1]} 0 ${left[1]}Z`}
                fill={colour}
                className="opacity-30 hover:opacity-60"
              >
                <title>{title}</title>
              </path>
            ))}
          </svg>
          <Names model={model} side="right" />
        </div>
      )}
    </ChartFigure>
  );
}

/** The nodes of a side, and what they are called. */
function Names({ model, side }: { model: SankeyModel; side: 'left' | 'right' }) {
  const [bar, words] = side === 'left' ? ['right-0', 'right-[18px] text-right'] : ['left-0', 'left-[18px]'];
  return (
    <ul className="relative w-[28%] max-w-56 shrink-0">
      {model.nodes
        .filter((node) => node.side === side)
        .map(({ key, label, figure, look, top, bottom, name }) => (
          <li key={key}>
            <span
              className={`absolute min-h-px w-2.5 ${bar}`}
              style={{ top: `${top * 100}%`, height: `${(bottom - top) * 100}%` }}
            >
              <LookFill look={look} />
            </span>
            <span
              className={`absolute max-w-[calc(100%-18px)] -translate-y-1/2 leading-tight ${words}`}
              style={{ top: `${name * 100}%` }}
            >
              <span className="block truncate" title={label}>
                {label}
              </span>
              <span className="figure block text-ink-3 text-xs">{figure.text}</span>
            </span>
          </li>
        ))}
    </ul>
  );
}
