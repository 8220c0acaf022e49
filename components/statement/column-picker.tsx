'use client';

import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Popover } from '@/components/ui/popover';
import { SearchField } from '@/components/ui/search-field';
import { type ColumnOption, readOptions } from './column-option';

type Props = {
  taken: readonly string[];
  params: readonly (readonly [string, string])[];
  onChoose: (key: string) => void;
};

const PAUSE_MS = 80;
const KINDS: Readonly<Record<string, string>> = {
  project: 'Projects',
  ou: 'Organizational units',
  account: 'Accounts',
  environment: 'Environments',
  class: 'Classes',
  organization: 'Everything',
  connection: 'Connections',
};

/** What may become a column, found by name or id. */
export function ColumnPicker({ taken, params, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Add column"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <>
          <Plus size={12} className="text-ink-3" aria-hidden />
          Add column
        </>
      }
    >
      {open && (
        <Choices
          taken={taken}
          params={params}
          onChoose={(key) => {
            setOpen(false);
            onChoose(key);
          }}
        />
      )}
    </Popover>
  );
}

function Choices({ taken, params, onChoose }: Props) {
  const [words, setWords] = useState('');
  const found = useOptions(words, params)?.filter(({ key }) => !taken.includes(key));
  const kinds = [...new Set(found?.map(({ kind }) => kind))];
  return (
    <div className="w-[min(340px,80vw)]">
      <SearchField
        label="Find a column"
        placeholder="Account, project, unit, environment"
        value={words}
        onChange={setWords}
        onKeyDown={(event) => {
          const [first] = found ?? [];
          if (event.key === 'Enter' && first) onChoose(first.key);
        }}
      />
      <div className="mt-1.5 max-h-[46vh] overflow-y-auto">
        {found?.length === 0 && (
          <p className="px-2 py-1.5 text-ink-2">{words === '' ? 'Type a name or an id.' : 'Nothing by that name.'}</p>
        )}
        {kinds.map((kind) => (
          <section key={kind} aria-label={KINDS[kind] ?? kind} className="not-first:mt-1.5">
            <h3 className="px-2 pb-0.5 font-[450] text-ink-3 text-xs">{KINDS[kind] ?? kind}</h3>
            <ul>
              {found
                ?.filter((each) => each.kind === kind)
                .map(({ key, label, detail }) => (
                  <li key={key}>
                    <button
                      type="button"
                      onClick={() => onChoose(key)}
                      className="flex w-full items-baseline gap-2 rounded-sm px-2 py-1 text-left hover:bg-hover"
                    >
                      <span className="min-w-0 truncate">{label}</span>
                      <span className="ml-auto shrink-0 text-ink-3 text-xs">{detail}</span>
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        {words === '' && <p className="px-2 pt-1.5 text-ink-3 text-xs">Accounts and units appear as you type.</p>}
      </div>
    </div>
  );
}

/** Null until the first answer; what an earlier question answers too late is dropped. */
function useOptions(words: string, params: Props['params']): readonly ColumnOption[] | null {
  const [found, setFound] = useState<readonly ColumnOption[] | null>(null);
  const view = new URLSearchParams(
    params.filter(([name]) => ['connection', 'month', 'from', 'to', 'basis'].includes(name)).map(([...pair]) => pair),
  ).toString();
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const query = new URLSearchParams(view);
      query.set('q', words.trim());
      fetch(`/api/columns?${query}`, { signal: stop.signal })
        .then((reply) => (reply.ok ? reply.json() : null))
        .then((reply) => setFound(readOptions(reply)))
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words, view]);
  return found;
}
