'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { type Expansion, readExpansion, writeExpansion } from './tree-expansion';

type View = {
  readonly words: string;
  readonly setWords: (words: string) => void;
  readonly expansion: Expansion;
  readonly setExpansion: (expansion: Expansion) => void;
};

const Context = createContext<View | null>(null);

/** What is searched in the tree, and what stands open in it. */
export function useTreeView(): View {
  const view = useContext(Context);
  if (view === null) throw new Error('useTreeView stands outside TreeView');
  return view;
}

/** Browsers refuse an address that changes with every key. */
const WRITE_AFTER = 400;

/** Holds the search and the open rows of a page's tree, and keeps them in its address without asking the server. */
export function TreeView({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const params = useSearchParams();
  const given = params.get('q') ?? '';
  const written = useRef(given);
  const [words, setWords] = useState(given);
  const [expansion, setExpansion] = useState(() => readExpansion(params.get('open')));

  useEffect(() => {
    // Another part of the page (the jump search, Back) changed the address.
    if (given === written.current) return;
    written.current = given;
    setWords(given);
  }, [given]);

  useEffect(() => {
    const timer = setTimeout(() => {
      const address = new URL(window.location.href);
      if (address.pathname !== pathname) return;
      const wanted = { q: words.trim() === '' ? null : words, open: writeExpansion(expansion) };
      for (const [name, text] of Object.entries(wanted)) {
        if (text === null) address.searchParams.delete(name);
        else address.searchParams.set(name, text);
      }
      written.current = wanted.q ?? '';
      if (address.href !== window.location.href) window.history.replaceState(null, '', address);
    }, WRITE_AFTER);
    return () => clearTimeout(timer);
  }, [words, expansion, pathname]);

  const view = useMemo(() => ({ words, setWords, expansion, setExpansion }), [words, expansion]);
  return <Context value={view}>{children}</Context>;
}
