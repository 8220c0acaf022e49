import Link from 'next/link';
import { FigureText } from '@/components/tables/figure-text';
import { ChartFigure } from './chart-figure';
import { Legend } from './legend';
import type { BarsModel } from './prepare-bars';
import { LookFill } from './swatch';

type Props = {
  /** From `prepareBars`. */
  model: BarsModel;
  note?: React.ReactNode;
  className?: string;
};

/** Stacked bars, one a line, with their table and file. They are boxes: no script draws them, and any width fits. */
export function BarsChart({ model, note, className = '' }: Props) {
  const { title, unit, series, bars, zero, table } = model;
  const looks = new Map(series.map(({ key, look }) => [key, look]));
  return (
    <ChartFigure
      title={title}
      unit={unit}
      table={table}
      legend={<Legend entries={series} />}
      note={note}
      className={className}
    >
      <ol className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-s tablet:grid-cols-[minmax(0,12rem)_minmax(0,1fr)_auto]">
        {bars.map(({ label, href, pieces, total }) => (
          <li key={label} className="contents">
            <span className="truncate" title={label}>
              {href === undefined ? (
                label
              ) : (
                <Link href={href} prefetch={false} className="hover:text-accent hover:underline">
                  {label}
                </Link>
              )}
            </span>
            <span className="relative block h-4" aria-hidden>
              {zero > 0 && <i className="absolute inset-y-0 w-px bg-rule-2" style={{ left: `${zero * 100}%` }} />}
              {pieces.map(({ key, label: name, from, width }) => {
                const look = looks.get(key);
                return (
                  <span
                    key={key}
                    title={name}
                    className="absolute inset-y-0 overflow-hidden border-surface border-r"
                    style={{ left: `${from * 100}%`, width: `${width * 100}%` }}
                  >
                    {look && <LookFill look={look} />}
                  </span>
                );
              })}
            </span>
            <span className="figure text-right">
              {total.kind === 'amount' ? <FigureText figure={total.figure} title={total.exact} /> : total.text}
            </span>
          </li>
        ))}
      </ol>
    </ChartFigure>
  );
}
