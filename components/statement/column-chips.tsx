'use client';

import { Pin, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useState, useTransition } from 'react';
import { moved, withColumns } from './column-order';
import { ColumnPicker } from './column-picker';
import type { ChosenColumn } from './sheet-model';

type Props = {
  columns: readonly ChosenColumn[];
  pinned: readonly string[];
  /** The parameters of the address, as it stands. */
  params: readonly (readonly [string, string])[];
  most: number;
};

/** The columns of a sheet: dragged or moved by arrow keys, pinned, removed, added. All of it lives in the address. */
export function ColumnChips({ columns, pinned, params, most }: Props) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const hint = useId();
  const keys = columns.map(({ key }) => key);
  const go = (next: URLSearchParams) => startTransition(() => router.push(`/statements?${next}`, { scroll: false }));
  const show = (list: readonly string[]) => go(withColumns(currentParams(params), list));
  const move = (from: number, to: number) => {
    const place = Math.min(keys.length - 1, Math.max(0, to));
    if (place === from) return;
    setSaid(`${columns[from]?.label ?? ''} is column ${place + 1} of ${keys.length}`);
    show(moved(keys, from, place));
  };
  const togglePin = (key: string) => {
    const next = withColumns(currentParams(params), keys);
    const list = pinned.includes(key) ? pinned.filter((each) => each !== key) : [...pinned, key];
    if (list.length > 0) next.set('pin', list.join('~'));
    else next.delete('pin');
    go(next);
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      move(at, at + (event.key === 'ArrowLeft' ? -1 : 1));
    } else if (event.key === 'Delete' && keys.length > 1) {
      event.preventDefault();
      show(keys.filter((_, place) => place !== at));
    }
  };
  return (
    <div className="mb-3.5 print:hidden" aria-busy={pending}>
      <ul aria-label="Columns" className="flex flex-wrap items-center gap-1.5">
        {columns.map(({ key, label, colour }, at) => (
          <li
            key={key}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(at);
            }}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) move(dragged, at);
              setDragged(null);
            }}
            onDragEnd={() => setDragged(null)}
            className={`inline-flex h-[26px] max-w-full items-center rounded-[13px] border border-rule-2 bg-raised pr-1 text-s ${dragged === at ? 'opacity-50' : ''}`}
          >
            <button
              type="button"
              aria-describedby={hint}
              aria-roledescription="column"
              onKeyDown={(event) => onKeyDown(event, at)}
              className="inline-flex min-w-0 cursor-grab items-center gap-1.5 rounded-[13px] py-1 pr-1 pl-2"
            >
              <span aria-hidden className="size-2 shrink-0 rounded-[2px]" style={{ background: colour }} />
              <span className="truncate">{label}</span>
            </button>
            <button
              type="button"
              aria-pressed={pinned.includes(key)}
              aria-label={`Pin ${label}`}
              title={pinned.includes(key) ? `${label} stays in sight` : `Keep ${label} in sight`}
              onClick={() => togglePin(key)}
              className="grid size-5 place-items-center rounded-[10px] text-ink-3 hover:text-ink aria-pressed:text-accent"
            >
              <Pin size={11} aria-hidden />
            </button>
            {columns.length > 1 && (
              <button
                type="button"
                aria-label={`Remove ${label}`}
                onClick={() => show(keys.filter((each) => each !== key))}
                className="grid size-5 place-items-center rounded-[10px] text-ink-3 hover:text-ink"
              >
                <X size={11} aria-hidden />
              </button>
            )}
          </li>
        ))}
        {columns.length < most && (
          <li>
            <ColumnPicker taken={keys} params={params} onChoose={(key) => show([...keys, key])} />
          </li>
        )}
      </ul>
      <p id={hint} className="sr-only">
        Left and right arrow move the column, Delete removes it.
      </p>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </div>
  );
}

/** What the table wrote into the address since the server made the page stays in it. */
function currentParams(params: Props['params']): Iterable<readonly [string, string]> {
  return typeof window === 'undefined' ? params : new URLSearchParams(window.location.search);
}
