'use client';

import type { Figure } from '@/lib/format/money';
import type { Axis } from './axis';
import type { Look } from './look';
import { Swatch } from './swatch';

/** The look of the words on an axis. */
export const TICK = { fill: 'var(--ink-3)', fontSize: 11 } as const;
export const MARGIN = { top: 8, right: 4, bottom: 0, left: 0 } as const;

/** Room for the longest figure of an axis. */
export const axisWidth = ({ ticks }: Axis): number => 10 + 6.6 * Math.max(...ticks.map(({ text }) => text.length));

/** What an axis says at a place. */
export const tickText =
  ({ ticks }: Axis) =>
  (at: number): string =>
    ticks.find((tick) => tick.at === at)?.text ?? '';

export type TipLine = {
  readonly label: string;
  readonly figure: Figure;
  readonly look?: Look;
  readonly total?: boolean;
};

/** The figures of one place of a chart, under the pointer or the arrow keys. */
export function Tip({ title, note, lines }: { title: string; note: string; lines: readonly TipLine[] }) {
  return (
    <div role="status" className="min-w-44 rounded-md border border-rule-2 bg-raised px-3 py-2 text-s">
      <p className="font-[600]">
        {title}
        {note !== '' && <span className="ml-2 font-normal text-ink-3">{note}</span>}
      </p>
      {lines.map(({ label, figure, look, total = false }) => (
        <p
          key={label}
          className={`flex items-center justify-between gap-5 ${total ? 'mt-1 border-rule-ink border-t pt-0.5 font-[600]' : ''}`}
        >
          <span className="flex items-center gap-1.5">
            {look && <Swatch look={look} />}
            {label}
          </span>
          <span className={`figure ${figure.negative ? 'text-negative' : ''}`}>{figure.text}</span>
        </p>
      ))}
    </div>
  );
}
