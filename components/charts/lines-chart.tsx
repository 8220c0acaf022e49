'use client';

import dynamic from 'next/dynamic';
import { ChartFigure } from './chart-figure';
import { AfterLoad, DrawingSkeleton } from './deferred';
import { Legend } from './legend';
import type { LinesModel } from './prepare-lines';

type Props = {
  /** From `prepareLines`, on the server or here. */
  model: LinesModel;
  /** Of the drawing, in pixels. */
  height?: number;
  className?: string;
};

const HEIGHT = 220;
const Drawing = dynamic(() => import('./lines-drawing').then(({ LinesDrawing }) => LinesDrawing), {
  ssr: false,
  loading: () => <DrawingSkeleton height={HEIGHT} />,
});

/** Lines over days or months, perhaps with a band, with their table and file. */
export function LinesChart({ model, height = HEIGHT, className = '' }: Props) {
  const band = model.band === null ? [] : [{ label: model.band, look: BAND }];
  return (
    <ChartFigure
      title={model.title}
      unit={model.unit}
      table={model.table}
      legend={<Legend entries={[...model.series, ...band]} />}
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

const BAND = { colour: 'var(--rule-2)', texture: 'plain' } as const;
