'use client';

import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Segmented } from '@/components/ui/segmented';
import { TextField } from '@/components/ui/text-field';
import type { EntityOption, InputActions } from './input-actions';
import type { InputRow, SheetName } from './input-row';

type Props = {
  name: SheetName;
  rows: readonly InputRow[];
  currencies: readonly string[];
  find: InputActions['find'];
  onAdd: (row: InputRow) => void;
};

const LABELS: Readonly<Record<SheetName, string>> = {
  revenue: 'Source (may be empty)',
  budget: '',
  driver: 'Driver, such as orders',
};

/** Adds a row to a grid: an entity found by its name or id, and what tells its rows apart. */
export function RowAdder({ name, rows, currencies, find, onAdd }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Plus size={13} aria-hidden />} onClick={() => setOpen(true)}>
        Add a row
      </Button>
      {open && (
        <Dialog title="Add a row" open onOpenChange={setOpen}>
          <RowForm
            {...{ name, rows, currencies, find }}
            onAdd={(row) => {
              setOpen(false);
              onAdd(row);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function RowForm({ name, rows, currencies, find, onAdd }: Props) {
  const [label, setLabel] = useState('');
  const [entity, setEntity] = useState<EntityOption | null>(null);
  const [currency, setCurrency] = useState(currencies[0] ?? '');
  const key = JSON.stringify([entity?.entity ?? '', label.trim()]);
  const fault = faultOf(
    name,
    label.trim(),
    rows.some((row) => row.key === key),
  );
  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)] gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!entity || fault !== '') return;
        onAdd({ key, ...entity, label: label.trim(), currency: currencies.length > 1 ? currency : '', cells: {} });
      }}
    >
      <EntitySearch find={find} chosen={entity} onChoose={setEntity} />
      {name !== 'budget' && <TextField label={LABELS[name]} value={label} onChange={setLabel} />}
      {name !== 'driver' && currencies.length > 1 && (
        <Segmented
          label="Currency"
          options={currencies.map((value) => ({ value, label: value }))}
          value={currency}
          onChange={setCurrency}
        />
      )}
      {entity && fault !== '' && <p className="text-negative text-s">{fault}</p>}
      <span>
        <Button type="submit" tone="primary" disabled={!entity || fault !== ''}>
          Add
        </Button>
      </span>
    </form>
  );
}

function faultOf(name: SheetName, label: string, exists: boolean): string {
  if (name === 'driver' && label === '') return 'A driver needs a name, such as orders.';
  if (!exists) return '';
  return name === 'budget' ? 'The grid has this row already.' : 'The grid has this row already: give it another name.';
}

type SearchProps = {
  find: InputActions['find'];
  chosen: EntityOption | null;
  onChoose: (entity: EntityOption | null) => void;
};

/** Finds a project, an account or an OU as one types. */
export function EntitySearch({ find, chosen, onChoose }: SearchProps) {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly EntityOption[] | null>(null);
  // What the words lead to lives on the server; a later answer replaces an earlier one.
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      find(words).then(
        (options) => current && setFound(options),
        () => current && setFound([]),
      );
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [words, find]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <TextField label="Project, account or OU" placeholder="Name or id" value={words} onChange={setWords} />
      <div
        role="radiogroup"
        aria-label="Found"
        className="grid max-h-52 grid-cols-[minmax(0,1fr)] overflow-y-auto border border-rule"
      >
        {(chosen && !found?.some(({ entity }) => entity === chosen.entity)
          ? [chosen, ...(found ?? [])]
          : (found ?? [])
        ).map((option) => (
          <label
            key={option.entity}
            className="flex min-h-8 cursor-pointer items-center gap-2 px-2.5 hover:bg-hover has-checked:bg-select"
          >
            <input
              type="radio"
              name="entity"
              checked={chosen?.entity === option.entity}
              onChange={() => onChoose(option)}
              className="size-3.5 accent-(--accent)"
            />
            <span className="min-w-0 grow truncate">{option.name}</span>
            <span className="max-w-[50%] truncate text-ink-3 text-s">{option.entity}</span>
          </label>
        ))}
        {found?.length === 0 && <p className="px-2.5 py-2 text-ink-2">Nothing is called so.</p>}
      </div>
    </div>
  );
}
