'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import type { Month } from '@/lib/finance/month';
import { formatPlural } from '@/lib/format/count';
import { formatMonth } from '@/lib/format/time';
import { listDrafts } from './cell-drafts';
import type { Grid } from './cell-edits';
import { ImportButton } from './import-button';
import type { InputActions, InputLine, LineNote } from './input-actions';
import { InputGrid } from './input-grid';
import { type ClosedMonth, closedWords, type InputRow, lineOfCell, type SheetName } from './input-row';
import { RowAdder } from './row-adder';
import { useInputGrid } from './use-input-grid';

// Fetched when they open.
const SaveLinesDialog = lazy(() => import('./save-lines-dialog').then((part) => ({ default: part.SaveLinesDialog })));

type Props = {
  name: SheetName;
  label: string;
  rows: readonly InputRow[];
  months: readonly Month[];
  closed: readonly ClosedMonth[];
  currencies: readonly string[];
  mayChange: boolean;
  actions: InputActions;
};

type CellFaults = ReadonlyMap<string, ReadonlyMap<Month, string>>;
const NO_FAULTS: CellFaults = new Map();

/** A grid of figures with all that is done to it: rows, edits, saving, files. */
export function InputBoard({ name, label, rows: stored, months, closed, currencies, mayChange, actions }: Props) {
  const router = useRouter();
  const toast = useToast();
  const [added, setAdded] = useState<readonly InputRow[]>([]);
  const [sent, setSent] = useState<readonly InputLine[] | null>(null);
  const [faults, setFaults] = useState(NO_FAULTS);
  const [failure, setFailure] = useState('');
  const table = useRef<HTMLTableElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const grid = useMemo((): Grid => {
    const known = new Set(stored.map(({ key }) => key));
    return {
      ...{ name, months, currency: currencies.length === 1 ? (currencies[0] ?? '') : '' },
      rows: [...stored, ...added.filter(({ key }) => !known.has(key))],
      closedOf: (row, month) => closedWords(row, month, closed),
    };
  }, [name, stored, added, months, closed, currencies]);
  const state = useInputGrid(grid, mayChange, () => bar.current?.querySelector<HTMLElement>('button')?.focus());
  const drafts = listDrafts(state.history.now);
  const wrong = drafts.filter(({ draft }) => draft.fault !== '').length;
  const nameOf = (entity: string) => grid.rows.find((row) => row.entity === entity)?.name ?? entity;
  const lines = (): InputLine[] =>
    drafts.flatMap(({ row: key, month, draft }) => {
      const row = grid.rows.find((each) => each.key === key);
      return row ? [lineOfCell(name, row, month, draft.text)] : [];
    });
  const refused = useCallback(
    (message: string, notes: readonly LineNote[]) => {
      setFaults(faultsByCell(notes, sent ?? []));
      setFailure(
        notes.length === 0 ? message : `${message} ${formatPlural(notes.length, 'cell')} refused: see the marks.`,
      );
      setSent(null);
    },
    [sent],
  );
  const done = () => {
    setSent(null);
    setFaults(NO_FAULTS);
    setFailure('');
    state.reset();
    toast.add({ title: 'Saved' });
    router.refresh();
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <div ref={bar} className="flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-2 print:hidden">
        {mayChange ? (
          <span className="flex flex-wrap gap-2">
            <RowAdder
              {...{ name, currencies }}
              rows={grid.rows}
              find={actions.find}
              onAdd={(row) => {
                setAdded([...added, row]);
                state.select({ row: grid.rows.length, column: 0 }, false);
                requestAnimationFrame(() =>
                  table.current?.querySelector<HTMLElement>('[data-cell][tabindex="0"]')?.focus(),
                );
              }}
            />
            <ImportButton
              kind={name}
              nameOf={nameOf}
              send={(form, dryRun) => actions.importFile(name, form, dryRun)}
              onImported={() => router.refresh()}
            />
          </span>
        ) : (
          <p className="text-ink-2">Administrators and finance enter these figures; you see them.</p>
        )}
        {drafts.length > 0 && (
          <span className="flex flex-wrap items-center gap-2">
            <span role="status" className={wrong > 0 ? 'text-negative' : 'text-ink-2'}>
              {wrong > 0
                ? `${formatPlural(wrong, 'cell')} to mend`
                : `${formatPlural(drafts.length, 'change')}, not saved`}
            </span>
            <Button onClick={state.undo} disabled={state.history.past.length === 0}>
              Undo
            </Button>
            <Button
              onClick={() => {
                state.reset();
                setFaults(NO_FAULTS);
                setFailure('');
              }}
            >
              Discard
            </Button>
            <Button tone="primary" disabled={wrong > 0} onClick={() => setSent(lines())}>
              Save…
            </Button>
          </span>
        )}
      </div>
      {failure !== '' && (
        <p role="alert" className="text-negative">
          {failure}
        </p>
      )}
      <InputGrid {...{ label, grid, state, faults, mayChange }} places={name === 'driver' ? 0 : 2} element={table} />
      <p role="status" className="min-h-5 text-ink-2 text-s">
        {state.said || wordsOnCell(grid, state, faults)}
      </p>
      {sent && (
        <Suspense fallback={null}>
          <SaveLinesDialog
            kind={name}
            lines={sent}
            save={actions.save}
            {...{ nameOf }}
            onClose={() => setSent(null)}
            onRefused={refused}
            onSaved={done}
          />
        </Suspense>
      )}
    </div>
  );
}

/** What the server said of lines, at the cells that they came from. */
function faultsByCell(notes: readonly LineNote[], lines: readonly InputLine[]): CellFaults {
  const found = new Map<string, Map<Month, string>>();
  for (const { at, message } of notes) {
    const { entity = '', month = '', source = '', driver = source } = lines[at] ?? {};
    const key = JSON.stringify([entity, driver]);
    found.set(key, (found.get(key) ?? new Map()).set(month, message));
  }
  return found;
}

/** What is to be said of the active cell. */
function wordsOnCell(grid: Grid, { active, history }: ReturnType<typeof useInputGrid>, faults: CellFaults): string {
  const [row, month] = [grid.rows[active.row], grid.months[active.column]];
  if (!row || !month) return '';
  const fault = history.now.get(row.key)?.get(month)?.fault || faults.get(row.key)?.get(month) || '';
  const place = `${row.name}, ${formatMonth(month)}`;
  if (fault !== '') return `${place}: ${fault}.`;
  const shut = grid.closedOf(row, month);
  return shut === null ? '' : `${place}: ${shut}`;
}
