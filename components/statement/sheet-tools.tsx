'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';

type Props = {
  show: string;
  compare: string | null;
  by: string | null;
  period: string;
  digits: number;
  /** Steps of time are of one column. */
  single: boolean;
};

const NONE = '(none)';

const SHOW = [
  { value: 'amounts', label: 'Amounts' },
  { value: 'revenue', label: '% of revenue' },
  { value: 'total', label: '% of total' },
  { value: 'perDay', label: 'Per day' },
  { value: 'change', label: 'Change' },
];
const COMPARE = [
  { value: NONE, label: 'Compare with nothing' },
  { value: 'previous', label: 'With the previous period' },
  { value: 'lastYear', label: 'With last year' },
  { value: 'budget', label: 'With the budget' },
  { value: 'first', label: 'With the first column' },
];
const PERIODS = [
  { value: 'custom', label: 'Months as chosen' },
  { value: 'quarter', label: 'Quarter' },
  { value: 'ytd', label: 'Year to date' },
  { value: 'year', label: 'Fiscal year' },
];
const STEPS = [
  { value: NONE, label: 'Side by side' },
  { value: 'month', label: 'By month' },
  { value: 'quarter', label: 'By quarter' },
  { value: 'year', label: 'By year' },
];

/** How the sheet is read: its period, its figures, what they are compared with. It lives in the address. */
export function SheetTools({ show, compare, by, period, digits, single }: Props) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const change = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, text] of Object.entries(changes)) {
      if (text === null || text === NONE) next.delete(name);
      else next.set(name, text);
    }
    startTransition(() => router.push(`/statements?${next}`, { scroll: false }));
  };
  return (
    <div className="contents" aria-busy={pending}>
      <Select
        label="Period"
        options={PERIODS}
        value={period === 'month' ? 'custom' : period}
        onChange={(next) => change({ period: next === 'custom' ? null : next })}
      />
      {single && (
        <Select label="Columns" options={STEPS} value={by ?? NONE} onChange={(next) => change({ by: next })} />
      )}
      <Select
        label="Compare"
        options={COMPARE}
        value={compare ?? NONE}
        onChange={(next) =>
          change({ compare: next, show: next === NONE ? (show === 'change' ? null : show) : 'change' })
        }
      />
      <div className="max-w-full overflow-x-auto">
        <Segmented
          label="Figures"
          options={SHOW}
          value={show}
          onChange={(next) => change({ show: next === 'amounts' ? null : next })}
        />
      </div>
      <Segmented
        label="Decimals"
        options={[
          { value: '2', label: 'Cents' },
          { value: '0', label: 'Whole' },
        ]}
        value={String(digits)}
        onChange={(next) => change({ digits: next === '2' ? null : next })}
      />
    </div>
  );
}
