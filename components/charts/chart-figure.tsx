'use client';

import { Download } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { type ChartTable, chartCsv, chartFileName } from './chart-table';
import { ChartTableView } from './chart-table-view';
import { download } from './download';

type Props = {
  title: string;
  /** The unit and basis of the figures, and what else is to be known of them. */
  unit: string;
  table: ChartTable;
  legend?: ReactNode;
  /** What is said beneath the chart. */
  note?: ReactNode;
  children: ReactNode;
  className?: string;
};

const VIEWS = [
  { value: 'chart', label: 'Chart' },
  { value: 'table', label: 'Table' },
];

/** The frame of every chart: title, unit, legend, the same figures as a table, and as a file. */
export function ChartFigure({ title, unit, table, legend, note, children, className = '' }: Props) {
  const [view, setView] = useState('chart');
  const heading = useId();
  return (
    <figure aria-labelledby={heading} className={`min-w-0 border border-rule bg-surface px-4 py-4 ${className}`}>
      <figcaption className="mb-3 grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4">
        <h2 id={heading}>{title}</h2>
        <div className="flex items-center gap-2 print:hidden">
          <Segmented label={`Show ${title} as`} options={VIEWS} value={view} onChange={setView} />
          <Button
            aria-label={`Download ${title} as CSV`}
            icon={<Download size={13} className="text-ink-3" aria-hidden />}
            onClick={() => download(chartFileName(title, table.basis), chartCsv(table))}
          >
            <span className="hidden tablet:inline">CSV</span>
          </Button>
        </div>
        <p className="col-span-2 mt-1 text-ink-3 text-s first-letter:uppercase">
          {view === 'table' ? table.unit : unit}
        </p>
      </figcaption>
      {view === 'table' ? (
        <ChartTableView table={table} />
      ) : (
        <>
          {legend && <div className="mb-2">{legend}</div>}
          {children}
        </>
      )}
      {note && <div className="mt-2 text-ink-3 text-s">{note}</div>}
    </figure>
  );
}
