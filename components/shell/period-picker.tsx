'use client';

import { Calendar } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Popover } from '@/components/ui/popover';
import type { Month, MonthRange } from '@/lib/finance/month';
import { formatMonth, formatMonthName, formatMonths } from '@/lib/format/time';

type Props = {
  /** Months with a book, oldest first. */
  months: readonly { readonly month: Month; readonly estimated: boolean }[];
  shown: MonthRange | null;
  linkTo: (month: Month) => string;
};

/** The months that there are, by year, newest year first. A month that is still estimated says so. */
export function PeriodPicker({ months, shown, linkTo }: Props) {
  const [open, setOpen] = useState(false);
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].reverse();
  const trigger = (
    <>
      <Calendar size={13} className="text-ink-3" aria-hidden />
      {shown ? formatMonths(shown) : 'No month yet'}
    </>
  );
  return (
    <Popover
      label={`Period: ${shown ? formatMonths(shown) : 'none'}`}
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
    >
      <div className="max-h-[60vh] overflow-y-auto">
        {years.length === 0 && <p className="px-2 py-1 text-ink-2">Months appear here after the first sync.</p>}
        {years.map((year) => (
          <section key={year} aria-label={year} className="not-first:mt-2">
            <h3 className="px-2 pb-1 font-serif text-l">{year}</h3>
            <ul className="grid grid-cols-3 gap-0.5">
              {months
                .filter(({ month }) => month.startsWith(year))
                .map(({ month, estimated }) => (
                  <li key={month}>
                    <Link
                      href={linkTo(month)}
                      scroll={false}
                      onClick={() => setOpen(false)}
                      aria-current={shown && month >= shown.from && month < shown.to ? 'true' : undefined}
                      aria-label={`${formatMonth(month)}${estimated ? ', estimated' : ''}`}
                      className="block rounded-sm px-2 py-1.5 hover:bg-hover aria-[current]:bg-accent-soft aria-[current]:font-[560] aria-[current]:text-accent"
                    >
                      {formatMonthName(month)}
                      {estimated && <span className="block text-2xs text-ink-3">estimated</span>}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Popover>
  );
}
