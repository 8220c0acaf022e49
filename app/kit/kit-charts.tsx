'use client';

import { useState } from 'react';
import { ColumnsChart } from '@/components/charts/columns-chart';
import { Icicle } from '@/components/charts/icicle';
import { LinesChart } from '@/components/charts/lines-chart';
import { SankeyChart } from '@/components/charts/sankey-chart';
import { ShareBar } from '@/components/charts/share-bar';
import { Sparkline } from '@/components/charts/sparkline';
import { KIT_COLUMNS, KIT_LINES, KIT_SANKEY, KIT_SIGNS } from './kit-figures';
import { KitPart } from './kit-part';

const NODES = [
  { key: 'root', name: 'Root', parent: -1, own: 0, colour: 'var(--c8)' },
  { key: 'workloads', name: 'Workloads', parent: 0, own: 0, colour: 'var(--c1)' },
  { key: 'checkout', name: 'checkout-prod', parent: 1, own: 41_920 },
  { key: 'data', name: 'data-lake', parent: 1, own: 31_006 },
  { key: 'refund', name: 'refunded', parent: 1, own: -300 },
  { key: 'security', name: 'Security', parent: 0, own: 0, colour: 'var(--c2)' },
  { key: 'log', name: 'log-archive', parent: 5, own: 6_240 },
  { key: 'payer', name: 'payer', parent: 0, own: 14_173 },
];

/** Every chart, with gaps, estimates, forecasts, negatives and what is unknown. */
export function KitCharts() {
  const [zoom, setZoom] = useState<string | null>(null);
  return (
    <>
      <div className="grid gap-4 desk:grid-cols-2">
        <ColumnsChart model={KIT_COLUMNS} />
        <ColumnsChart model={KIT_SIGNS} />
        <LinesChart model={KIT_LINES} />
        <SankeyChart model={KIT_SANKEY} />
      </div>
      <KitPart name="Sparklines and share bars">
        <Sparkline label="Rising, the last month estimated" amounts={[1, 3, 2, 4, 6, 5, 7, 9, 8, 10]} uncertain={1} />
        <Sparkline label="With a month missing and a month alone" amounts={[4, 5, null, 6, null, 3, 4]} />
        <Sparkline label="Flat" amounts={[2, 2, 2]} />
        <Sparkline label="Nothing" amounts={[null, null]} />
        {[1, 0.42, 0.001, 0, null].map((fraction) => (
          <ShareBar key={String(fraction)} fraction={fraction} />
        ))}
        <ShareBar fraction={0.7} colour="var(--c3)" className="w-9" />
      </KitPart>
      <div>
        <Icicle
          label="Icicle"
          nodes={NODES}
          figureOf={(index) => ({ text: String(NODES[index]?.own ?? 0), exact: '' })}
          zoom={zoom}
          onZoom={setZoom}
        />
      </div>
    </>
  );
}
