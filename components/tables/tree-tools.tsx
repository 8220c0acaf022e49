'use client';

import { ChevronsDownUp, ChevronsUpDown, Columns3 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Popover } from '@/components/ui/popover';
import { SearchField } from '@/components/ui/search-field';
import { Segmented } from '@/components/ui/segmented';
import { TREE_COLUMNS } from './tree-columns';
import { useTreeView } from './tree-view';

const VIEWS = [
  { value: 'table', label: 'Table' },
  { value: 'icicle', label: 'Icicle' },
];

/** The search of the tree, its two views, its columns, and the two buttons that open and close all of it. */
export function TreeTools() {
  const { state, change } = useTreeView();
  return (
    <>
      <SearchField
        label="Search accounts"
        placeholder="Name, id, e-mail"
        value={state.words}
        onChange={(words) => change({ words })}
        className="w-full tablet:w-[210px]"
      />
      <Segmented
        label="View"
        options={VIEWS}
        value={state.view}
        onChange={(view) => change({ view: view === 'icicle' ? 'icicle' : 'table' })}
      />
      {state.view === 'table' && (
        <>
          <span className="hidden tablet:contents">
            <ColumnPicker />
          </span>
          <Button
            aria-label="Expand all"
            title="Expand all"
            onClick={() => change({ expansion: { base: 'all', toggled: new Set() } })}
          >
            <ChevronsUpDown size={13} className="text-ink-3" aria-hidden />
          </Button>
          <Button
            aria-label="Collapse all"
            title="Collapse all"
            onClick={() => change({ expansion: { base: 'none', toggled: new Set() } })}
          >
            <ChevronsDownUp size={13} className="text-ink-3" aria-hidden />
          </Button>
        </>
      )}
    </>
  );
}

function ColumnPicker() {
  const { state, change } = useTreeView();
  return (
    <Popover
      label="Columns"
      trigger={
        <>
          <Columns3 size={13} className="text-ink-3" aria-hidden />
          Columns
        </>
      }
    >
      <fieldset className="grid w-52">
        <legend className="px-2 pb-1 text-ink-2 text-s">Beside the name</legend>
        {TREE_COLUMNS.map(({ name, label }) => (
          <Checkbox
            key={name}
            checked={state.columns.includes(name)}
            onChange={(on) =>
              change({
                columns: TREE_COLUMNS.flatMap((each) =>
                  (each.name === name ? on : state.columns.includes(each.name)) ? [each.name] : [],
                ),
              })
            }
          >
            {label}
          </Checkbox>
        ))}
      </fieldset>
      <p className="mt-1 max-w-52 px-2 pb-1 text-ink-3 text-xs">
        A narrow window leaves out the last ones that do not fit.
      </p>
    </Popover>
  );
}
