'use client';

import { Download } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { type ChartTable, chartCsv, chartFileName } from './chart-table';
import { ChartTableView } from './chart-table-view';
import { download } from './download';

type View = { readonly label: string; readonly table: ChartTable };

type Props = {
  title: string;
  /** One to three tables of the same figures; the first is the file. */
  views: readonly [View, ...View[]];
  note?: ReactNode;
};

/** A wide table of months under its title: it starts at its end, where the latest months are. */
export function TableFigure({ title, views, note }: Props) {
  const [shown, setShown] = useState(views[0].label);
  const heading = useId();
  const paper = useRef<HTMLDivElement>(null);
  const [first] = views;
  const table = views.find(({ label }) => label === shown)?.table ?? first.table;
  useEffect(() => {
    const sheet = shown === '' ? null : paper.current?.querySelector('section');
    sheet?.scrollTo({ left: sheet.scrollWidth });
  }, [shown]);
  return (
    <section
      aria-labelledby={heading}
      className="min-w-0 print:[page:wide] print:text-[7pt] print:[&_section]:overflow-visible print:[&_td]:h-5 print:[&_td]:px-[3px] print:[&_th]:h-5 print:[&_th]:px-[3px]"
    >
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={heading}>{title}</h2>
          <p className="mt-0.5 text-ink-3 text-s first-letter:uppercase">{table.unit}</p>
        </div>
        <div className="flex items-center gap-2 print:hidden">
          {views.length > 1 && (
            <Segmented
              label={`Show ${title} as`}
              options={views.map(({ label }) => ({ value: label, label }))}
              value={shown}
              onChange={setShown}
            />
          )}
          <Button
            aria-label={`Download ${title} as CSV`}
            icon={<Download size={13} className="text-ink-3" aria-hidden />}
            onClick={() => download(chartFileName(title, first.table.basis), chartCsv(first.table))}
          >
            <span className="hidden tablet:inline">CSV</span>
          </Button>
        </div>
      </div>
      <div ref={paper}>
        <ChartTableView table={table} />
      </div>
      {note && <div className="mt-2 text-ink-3 text-s">{note}</div>}
    </section>
  );
}
