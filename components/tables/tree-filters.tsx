'use client';

import { ListFilter } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { AccountRow } from './account-row';
import { statesOf } from './tree-filter';
import { AMOUNT, type TreeFilters as Filters, filterCount, NO_FILTERS } from './tree-state';
import { useTreeView } from './tree-view';

type Props = {
  rows: readonly AccountRow[];
  /** Tag texts of the accounts, once they have arrived. */
  tags: readonly string[] | null;
  currency: string;
};

/** Stands for no choice in a select. */
const ANY = '(any)';
const MOST_SUGGESTED = 300;

/** Which accounts are kept: by state, unit, tag and cost. */
export function TreeFilters({ rows, tags, currency }: Props) {
  const { state, change } = useTreeView();
  const { filters } = state;
  const set = (changes: Partial<Filters>) => change({ filters: { ...filters, ...changes } });
  const units = useMemo(() => unitPaths(rows), [rows]);
  const states = useMemo(() => statesOf(rows), [rows]);
  const keys = useMemo(() => [...new Set((tags ?? []).map((text) => text.slice(0, text.indexOf('='))))], [tags]);
  const count = filterCount(filters);
  return (
    <Popover
      label={count === 0 ? 'Filters' : `Filters, ${count} set`}
      trigger={
        <>
          <ListFilter size={13} className="text-ink-3" aria-hidden />
          Filters
          {count > 0 && <span className="figure rounded-sm bg-accent-soft px-1 font-[560] text-accent">{count}</span>}
        </>
      }
    >
      <div className="grid w-64 gap-3 p-1">
        <div className="grid gap-1">
          <span className="text-ink-2 text-s">State</span>
          <Select
            label="State"
            value={filters.state === '' ? ANY : filters.state}
            options={[
              { value: ANY, label: 'Any state' },
              ...states.map((each) => ({ value: each, label: each.toLowerCase().replaceAll('_', ' ') })),
              ...(filters.state !== '' && !states.includes(filters.state)
                ? [{ value: filters.state, label: `${filters.state} (none)` }]
                : []),
            ]}
            onChange={(next) => set({ state: next === ANY ? '' : next })}
          />
        </div>
        <div className="grid gap-1">
          <span className="text-ink-2 text-s">Unit</span>
          <Select
            label="Unit"
            value={filters.unit === '' ? ANY : filters.unit}
            options={[
              { value: ANY, label: 'Every unit' },
              ...units,
              ...(filters.unit !== '' && !units.some(({ value }) => value === filters.unit)
                ? [{ value: filters.unit, label: `${filters.unit} (not here)` }]
                : []),
            ]}
            onChange={(next) => set({ unit: next === ANY ? '' : next })}
          />
        </div>
        <TextField
          label="Tag of the account"
          placeholder="key or key=value"
          value={filters.tag}
          suggestions={[...keys, ...(tags ?? [])].slice(0, MOST_SUGGESTED)}
          onChange={(tag) => set({ tag })}
        />
        <TextField
          label={`Own cost of at least, ${currency}`}
          placeholder="100"
          numeric
          value={filters.min}
          fault={filters.min === '' || AMOUNT.test(filters.min) ? '' : 'A number, such as 100 or 99.50.'}
          onChange={(min) => set({ min })}
        />
        <Button className="justify-center" disabled={count === 0} onClick={() => change({ filters: NO_FILTERS })}>
          Clear filters
        </Button>
      </div>
    </Popover>
  );
}

/** Units by their path below the root. */
function unitPaths(rows: readonly AccountRow[]): { value: string; label: string }[] {
  const paths: string[] = [];
  return rows.flatMap(({ type, name, key, parent }, index) => {
    const above = paths[parent] ?? '';
    paths[index] = type === 'root' ? '' : above === '' ? name : `${above} / ${name}`;
    return type === 'ou' ? [{ value: key, label: paths[index] ?? name }] : [];
  });
}
