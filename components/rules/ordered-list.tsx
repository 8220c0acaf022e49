'use client';

import { ChevronDown, ChevronUp, GripVertical } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { entryKey } from './entry-list';

type Props<T extends object> = {
  label: string;
  entries: readonly T[];
  /** What an entry is called when it moves. */
  nameOf: (entry: T) => string;
  /** Null for a reader. */
  move: ((from: number, to: number) => void) | null;
  children: (entry: T, at: number) => ReactNode;
};

/** Entries whose order counts. They move by dragging, and by two buttons each from the keyboard or a phone. */
export function OrderedList<T extends object>({ label, entries, nameOf, move, children }: Props<T>) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const put = (from: number, to: number) => {
    const entry = entries[from];
    if (!move || !entry || from === to || to < 0 || to >= entries.length) return;
    move(from, to);
    setSaid(`${nameOf(entry)} is now ${to + 1} of ${entries.length}.`);
  };
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return (
    <>
      <ol aria-label={label} className="border border-rule bg-surface">
        {entries.map((entry, at) => (
          <li
            key={entryKey(entry)}
            draggable={dragged === at}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', String(at));
            }}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(at);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) put(dragged, at);
              end();
            }}
            onDragEnd={end}
            className={`flex gap-2 border-rule border-b px-2.5 py-2 last:border-b-0 ${over === at && dragged !== at ? 'bg-select' : ''} ${dragged === at ? 'opacity-60' : ''}`}
          >
            {move && (
              <span
                aria-hidden
                onPointerDown={() => setDragged(at)}
                onPointerUp={end}
                className="mt-0.5 hidden cursor-grab text-ink-3 tablet:block"
              >
                <GripVertical size={14} />
              </span>
            )}
            <span className="figure w-4 shrink-0 text-right text-ink-3">{at + 1}</span>
            <div className="min-w-0 grow">{children(entry, at)}</div>
            {move && (
              <span className="flex shrink-0 flex-col print:hidden">
                <IconButton
                  label={`Move ${nameOf(entry)} up`}
                  icon={<ChevronUp size={14} aria-hidden />}
                  disabled={at === 0}
                  onClick={() => put(at, at - 1)}
                />
                <IconButton
                  label={`Move ${nameOf(entry)} down`}
                  icon={<ChevronDown size={14} aria-hidden />}
                  disabled={at === entries.length - 1}
                  onClick={() => put(at, at + 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
