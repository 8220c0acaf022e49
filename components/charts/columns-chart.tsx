'use client';

import dynamic from 'next/dynamic';
import { ChartFigure } from './chart-figure';
import { AfterLoad, DrawingSkeleton } from './deferred';
import { Legend } from './legend';
import type { ColumnsModel } from './prepare-columns';

type Props = {
  /** From `prepareColumns`, on the server or here. */
  model: ColumnsModel;
  /** Of the drawing, in pixels. */
  height?: number;
  className?: string;
};

const HEIGHT = 260;
const Drawing = dynamic(() => import('./columns-drawing').then(({ ColumnsDrawing }) => ColumnsDrawing), {
  ssr: false,
  loading: () => <DrawingSkeleton height={HEIGHT} />,
});

/** Stacked columns by month, with their table and file. */
export function ColumnsChart({ model, height = HEIGHT, className = '' }: Props) {
  return (
    <ChartFigure
      title={model.title}
      unit={model.unit}
      table={model.table}
      legend={<Legend entries={model.series} />}
      className={className}
    >
      <div style={{ height }}>
        <AfterLoad height={height}>
          <Drawing model={model} height={height} />
        </AfterLoad>
      </div>
    </ChartFigure>
  );
}
