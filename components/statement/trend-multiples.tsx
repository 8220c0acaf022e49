'use client';

import { useState } from 'react';
import { Sparkline } from '@/components/charts/sparkline';
import { Segmented } from '@/components/ui/segmented';

/** One column's main rows over time, oldest first; null is a month that is not stored. */
export type Multiple = {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
  readonly rows: Readonly<Record<string, { readonly amounts: readonly (number | null)[]; readonly last: string }>>;
};

type Props = {
  multiples: readonly Multiple[];
  rows: readonly { readonly value: string; readonly label: string }[];
  /** `Oct 2025 – Oct 2026`. */
  months: string;
  /** How many of the last months are estimated. */
  uncertain: number;
};

/** The main rows of every column over thirteen months, one small drawing a column, each in its own scale. */
export function TrendMultiples({ multiples, rows, months, uncertain }: Props) {
  const [row, setRow] = useState(rows[0]?.value ?? '');
  const label = rows.find(({ value }) => value === row)?.label ?? '';
  return (
    <section aria-label="Over time" className="mt-6 print:mt-3 print:[break-inside:avoid]">
      <div className="mb-2.5 flex flex-wrap items-end justify-between gap-2">
        <div>
          <h2>{label} over time</h2>
          <p className="mt-0.5 text-ink-3 text-s">
            {months}, each drawing in its own scale{uncertain > 0 ? '; dotted is estimated' : ''}
          </p>
        </div>
        <div className="max-w-full overflow-x-auto print:hidden">
          <Segmented label="Row over time" options={rows} value={row} onChange={setRow} />
        </div>
      </div>
      <div className="grid grid-cols-2 gap-3 tablet:grid-cols-[repeat(auto-fill,minmax(170px,1fr))]">
        {multiples.map(({ key, label: name, colour, rows: series }) => {
          const shown = series[row];
          return (
            <figure key={key} className="min-w-0 border border-rule bg-surface px-3 pt-2.5 pb-2">
              <figcaption className="mb-1.5 flex items-baseline justify-between gap-2">
                <span className="min-w-0 truncate font-[560]" title={name}>
                  {name}
                </span>
                <span className="figure text-ink-2 text-s">{shown?.last}</span>
              </figcaption>
              <div
                className="[&_svg]:h-auto [&_svg]:w-full [&_svg]:text-[color:var(--hue)]"
                style={{ ['--hue' as string]: colour || 'var(--c8)' }}
              >
                <Sparkline
                  label={`${label} of ${name}, ${months}`}
                  amounts={shown?.amounts ?? []}
                  uncertain={uncertain}
                  width={160}
                  height={42}
                />
              </div>
            </figure>
          );
        })}
      </div>
    </section>
  );
}
