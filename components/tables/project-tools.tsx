'use client';

import { Columns3 } from 'lucide-react';
import { Checkbox } from '@/components/ui/checkbox';
import { Popover } from '@/components/ui/popover';
import { SearchField } from '@/components/ui/search-field';
import { Select } from '@/components/ui/select';
import { DEFAULT_COLUMNS, NONE, type ProjectColumn, type ProjectTableState } from './project-columns';
import type { ProjectSheet } from './project-row';

type Props = {
  sheet: ProjectSheet;
  state: ProjectTableState;
  change: (changes: Partial<ProjectTableState>) => void;
  columns: readonly ProjectColumn[];
  chosen: readonly ProjectColumn[];
};

/** What is searched and filtered, and which columns stand. */
export function ProjectTools({ sheet, state, change, columns, chosen }: Props) {
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2 print:hidden">
      <SearchField
        label="Search projects"
        placeholder="Name, id, owner"
        value={state.words}
        onChange={(words) => change({ words })}
        className="w-full tablet:w-[210px]"
      />
      <Choice
        label="Class"
        any="Every class"
        none="No class"
        has={sheet.rows.map((row) => row.class)}
        value={state.class}
        onChange={(next) => change({ class: next })}
      />
      <Choice
        label="Owner"
        any="Every owner"
        none="No owner"
        has={sheet.rows.map((row) => row.owner)}
        value={state.owner}
        onChange={(next) => change({ owner: next })}
      />
      <Popover
        label="Columns"
        trigger={
          <>
            <Columns3 size={13} className="text-ink-3" aria-hidden />
            Columns
          </>
        }
      >
        <fieldset className="grid max-h-[50dvh] w-52 overflow-y-auto">
          <legend className="px-2 pb-1 text-ink-2 text-s">Beside the name</legend>
          {columns.map(({ name, label }) => (
            <Checkbox
              key={name}
              checked={chosen.some((each) => each.name === name)}
              onChange={(on) =>
                change({
                  columns: columns.flatMap((each) =>
                    (each.name === name ? on : (state.columns ?? DEFAULT_COLUMNS).includes(each.name))
                      ? [each.name]
                      : [],
                  ),
                })
              }
            >
              {label}
            </Checkbox>
          ))}
        </fieldset>
      </Popover>
    </div>
  );
}

type ChoiceProps = {
  label: string;
  any: string;
  none: string;
  has: readonly string[];
  value: string;
  onChange: (value: string) => void;
};

/** One of the values that some project has; a choice of one or none is no choice. */
function Choice({ label, any, none, has, value, onChange }: ChoiceProps) {
  const values = [...new Set(has)].filter((each) => each !== '').sort();
  if (values.length === 0) return null;
  const options = [
    { value: '', label: any },
    ...values.map((each) => ({ value: each, label: each })),
    ...(has.includes('') ? [{ value: NONE, label: none }] : []),
  ];
  return <Select label={label} options={options} value={value} onChange={onChange} />;
}
