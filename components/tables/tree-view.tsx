'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { readState, TREE_PARAMS, type TreeState, writeState } from './tree-state';

type View = {
  readonly state: TreeState;
  /** Changes parts of the state. */
  readonly change: (changes: Partial<TreeState>) => void;
};

const Context = createContext<View | null>(null);

/** What is searched, filtered, sorted and shown of the tree, and what stands open in it. */
export function useTreeView(): View {
  const view = useContext(Context);
  if (view === null) throw new Error('useTreeView stands outside TreeView');
  return view;
}

/** Browsers refuse an address that changes with every key. */
const WRITE_AFTER = 400;

/** Holds the state of a page's tree, and keeps it in its address without asking the server. */
export function TreeView({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const params = useSearchParams();
  const [state, setState] = useState(() => readState((name) => params.get(name)));
  const given = JSON.stringify(TREE_PARAMS.map((name) => params.get(name)));
  const known = useRef(given);
  const shown = useRef({ view: state.view, zoom: state.zoom });

  useEffect(() => {
    // Another part of the page (the jump search, Back) changed the address.
    if (given === known.current) return;
    known.current = given;
    const next = readState((name) => params.get(name));
    shown.current = { view: next.view, zoom: next.zoom };
    setState(next);
  }, [given, params]);

  useEffect(() => {
    let written = false;
    const write = () => {
      if (written) return;
      written = true;
      const address = new URL(window.location.href);
      if (address.pathname !== pathname) return;
      const wanted = writeState(state);
      for (const name of TREE_PARAMS) {
        const text = wanted[name];
        if (text === null) address.searchParams.delete(name);
        else address.searchParams.set(name, text);
      }
      known.current = JSON.stringify(TREE_PARAMS.map((name) => wanted[name]));
      if (address.href === window.location.href) return;
      // Another view is a place of its own, which Back leaves; what is typed and opened in it is not.
      const elsewhere = shown.current.view !== state.view || shown.current.zoom !== state.zoom;
      shown.current = { view: state.view, zoom: state.zoom };
      window.history[elsewhere ? 'pushState' : 'replaceState'](null, '', address);
    };
    const timer = setTimeout(write, WRITE_AFTER);
    // Written before a link or a key can lead away: an address that changes during a navigation ends it.
    const onKeyDown = ({ key }: KeyboardEvent) => key === 'Enter' && write();
    document.addEventListener('pointerdown', write, true);
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', write, true);
      document.removeEventListener('keydown', onKeyDown, true);
    };
  }, [state, pathname]);

  const view = useMemo(
    () => ({ state, change: (changes: Partial<TreeState>) => setState((now) => ({ ...now, ...changes })) }),
    [state],
  );
  return <Context value={view}>{children}</Context>;
}
