'use client';

import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';

/** A part of the kit that is fetched after the page: until then something of its size stands for it. */
export type Later<Part> = { readonly get: () => Part | null; readonly ask: () => void; readonly subscribe: Subscribe };
type Subscribe = (changed: () => void) => () => void;

export function later<Part>(load: () => Promise<Part>): Later<Part> {
  let part: Part | null = null;
  let asked = false;
  const listeners = new Set<() => void>();
  return {
    get: () => part,
    ask: () => {
      if (asked) return;
      asked = true;
      load().then(
        (loaded) => {
          part = loaded;
          for (const changed of listeners) changed();
        },
        // A chunk that did not arrive is asked for again by the next touch.
        () => {
          asked = false;
        },
      );
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** What happened to the stand-in, for the part that takes its place. */
export type Handover = { readonly focused: boolean; readonly opened: boolean };

/** The part once it is there, and what its stand-in must listen to. It is fetched after the page, or at the first touch. */
export function useLater<Part>(part: Later<Part>) {
  const found = useSyncExternalStore(part.subscribe, part.get, () => null);
  const [handover, setHandover] = useState<Handover>({ focused: false, opened: false });
  useEffect(() => {
    const ask = () => setTimeout(part.ask, 0);
    if (document.readyState === 'complete') {
      ask();
      return;
    }
    window.addEventListener('load', ask, { once: true });
    return () => window.removeEventListener('load', ask);
  }, [part]);
  const standIn = {
    onPointerEnter: part.ask,
    onFocus: () => {
      part.ask();
      setHandover((now) => ({ ...now, focused: true }));
    },
    onBlur: () => setHandover((now) => ({ ...now, focused: false })),
    onClick: () => {
      part.ask();
      setHandover({ focused: true, opened: true });
    },
  };
  return { found, handover, standIn };
}

/** Gives the focus that a stand-in had to what takes its place, once. */
export function useHandedFocus<Of extends HTMLElement>({ focused }: Handover): RefObject<Of | null> {
  const element = useRef<Of>(null);
  const wanted = useRef(focused);
  useEffect(() => {
    if (wanted.current && document.activeElement === document.body) element.current?.focus({ preventScroll: true });
    wanted.current = false;
  }, []);
  return element;
}
