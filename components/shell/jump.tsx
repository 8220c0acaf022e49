'use client';

import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { CONTROL } from '@/components/ui/control';

const JumpDialog = dynamic(() => import('./jump-dialog').then((module) => module.JumpDialog), { ssr: false });

const never = () => () => {};
const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** Opens the search that jumps anywhere, by a click or ⌘K (Ctrl K). */
export function Jump() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const apple = useSyncExternalStore(never, isApple, () => false);
  const show = (next: boolean) => {
    if (next) setWanted(true);
    setOpen(next);
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setWanted(true);
      setOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-label="Jump to account, screen"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => show(true)}
        className={`${CONTROL.normal} shrink-0 text-ink-3 desk:min-w-0 desk:shrink desk:basis-80`}
      >
        <Search size={13} className="shrink-0" aria-hidden />
        <span className="hidden truncate desk:inline">Jump to account, screen</span>
        <kbd className="ml-auto hidden rounded-sm border border-rule-2 px-1 py-px font-[500] font-sans text-2xs desk:inline">
          {apple ? '⌘K' : 'Ctrl K'}
        </kbd>
      </button>
      {wanted && <JumpDialog open={open} onOpenChange={show} />}
    </>
  );
}
