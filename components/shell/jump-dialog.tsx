'use client';

import { CornerDownLeft, Search } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Highlighted } from '@/components/ui/highlighted';
import { termsOf } from '@/components/ui/search-words';
import { formatPlural } from '@/lib/format/count';
import { useJumpSearch } from './jump-search';
import { screenTargets, type Target, targetLink } from './jump-targets';

const optionId = (index: number): string => `jump-${index}`;

/** The search that jumps anywhere: type, arrows, Enter. */
export function JumpDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter();
  const params = useSearchParams();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = useJumpSearch(words).map((target) => ({ ...target, href: targetLink(target.href, params) }));
  const targets = [...found, ...screenTargets(words, params)];
  const terms = termsOf(words);
  useEffect(() => {
    document.getElementById(optionId(chosen))?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const go = (target: Target | undefined) => {
    if (!target) return;
    onOpenChange(false);
    setWords('');
    setChosen(0);
    router.push(target.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && targets.length > 0) setChosen((chosen + step + targets.length) % targets.length);
    else if (event.key === 'Enter') go(targets[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Jump to" open={open} onOpenChange={onOpenChange} bare>
      <div className="flex items-center gap-2.5 border-rule border-b px-3.5">
        <Search size={15} className="shrink-0 text-ink-3" aria-hidden />
        <input
          role="combobox"
          aria-label="Jump to account, screen"
          aria-expanded="true"
          aria-controls="jump-targets"
          aria-activedescendant={targets[chosen] ? optionId(chosen) : undefined}
          placeholder="Account or project by name or id; or a screen"
          value={words}
          maxLength={200}
          onChange={(event) => {
            setWords(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          className="h-11 min-w-0 grow bg-transparent text-l outline-none"
        />
      </div>
      <p className="sr-only" aria-live="polite">
        {terms.length > 0 && `${formatPlural(found.length, 'account or unit', 'accounts or units')} found`}
      </p>
      <div id="jump-targets" role="listbox" aria-label="Targets" className="max-h-[60dvh] overflow-y-auto p-1.5">
        {targets.map((target, index) => (
          <div
            key={target.href}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onPointerMove={() => setChosen(index)}
            onClick={() => go(target)}
            onKeyDown={onKeyDown}
            className="flex h-8 cursor-default items-center justify-between rounded-sm px-2.5 aria-selected:bg-accent-soft aria-selected:text-accent"
          >
            <span className="min-w-0 truncate">
              <Highlighted text={target.label} terms={terms} />
              {target.detail && ' '}
              {target.detail && (
                <span className="ml-1 text-ink-3 text-s">
                  <Highlighted text={target.detail} terms={terms} />
                </span>
              )}
            </span>
            {index === chosen && <CornerDownLeft size={13} aria-hidden />}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
