'use client';

import { ChevronDown, ChevronUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { IconButton } from '@/components/ui/icon-button';
import { movedTo } from './entry-list';

type Props = {
  label: string;
  keys: readonly string[];
  /** Tag keys that AWS told of, or that a bill has. */
  known: readonly string[];
  /** Those that the month was not asked for. */
  unread: readonly string[];
  /** Null for a reader. */
  onChange: ((keys: string[]) => void) | null;
};

/** Tag keys that mean the same, the one that counts first first: each is asked where the earlier ones are absent. */
export function ChainEditor({ label, keys, known, unread, onChange }: Props) {
  const [added, setAdded] = useState('');
  const add = () => {
    if (!onChange || added === '' || keys.includes(added)) return;
    onChange([...keys, added]);
    setAdded('');
  };
  return (
    <section aria-label={label} className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2">
      <h3>{label}</h3>
      {keys.length === 0 && <p className="text-ink-2 text-s">No key: tags say nothing about it.</p>}
      <ol className="grid gap-1">
        {keys.map((key, at) => (
          <li key={key} className="flex items-center gap-1.5 border border-rule bg-surface py-0.5 pr-1 pl-2.5">
            <span className="figure w-4 text-ink-3">{at + 1}</span>
            <span className="min-w-0 grow break-all">{key}</span>
            {unread.includes(key) && <Badge tone="caution">read at the next sync</Badge>}
            {onChange && (
              <>
                <IconButton
                  label={`Move ${key} up`}
                  icon={<ChevronUp size={14} aria-hidden />}
                  disabled={at === 0}
                  onClick={() => onChange(movedTo(keys, at, at - 1))}
                />
                <IconButton
                  label={`Move ${key} down`}
                  icon={<ChevronDown size={14} aria-hidden />}
                  disabled={at === keys.length - 1}
                  onClick={() => onChange(movedTo(keys, at, at + 1))}
                />
                <IconButton
                  label={`Take ${key} out of the ${label.toLowerCase()}`}
                  icon={<Trash2 size={13} aria-hidden />}
                  onClick={() => onChange(keys.filter((each) => each !== key))}
                />
              </>
            )}
          </li>
        ))}
      </ol>
      {onChange && (
        <div className="flex flex-wrap items-end gap-2">
          <Combobox
            label={`One more key for the ${label.toLowerCase()}`}
            value={added}
            options={known.filter((key) => !keys.includes(key))}
            onChange={setAdded}
          />
          <Button icon={<Plus size={13} aria-hidden />} onClick={add} disabled={added === '' || keys.includes(added)}>
            Add
          </Button>
        </div>
      )}
    </section>
  );
}
