'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';

/** Browsers refuse an address that changes with every key. */
const WRITE_AFTER = 400;

type Get = (name: string) => string | null;

/**
 * State of a table that lives in the address: a link shows a colleague the same, and the server is not asked. `read` and
 * `write` turn the parameters `names` into the state and back; null takes a parameter away.
 */
export function useAddressState<State extends object>(
  names: readonly string[],
  read: (get: Get) => State,
  write: (state: State) => Readonly<Record<string, string | null>>,
): readonly [State, (changes: Partial<State>) => void] {
  const pathname = usePathname();
  const params = useSearchParams();
  const [state, setState] = useState(() => read((name) => params.get(name)));
  const given = JSON.stringify(names.map((name) => params.get(name)));
  const known = useRef(given);
  const writing = useRef(write);
  const reading = useRef(read);

  useEffect(() => {
    // Another part of the page, or Back, changed the address.
    if (given === known.current) return;
    known.current = given;
    setState(reading.current((name) => params.get(name)));
  }, [given, params]);

  useEffect(() => {
    let written = false;
    const put = () => {
      if (written) return;
      written = true;
      const address = new URL(window.location.href);
      if (address.pathname !== pathname) return;
      const wanted = writing.current(state);
      for (const [name, text] of Object.entries(wanted)) {
        if (text === null) address.searchParams.delete(name);
        else address.searchParams.set(name, text);
      }
      known.current = JSON.stringify(names.map((name) => address.searchParams.get(name)));
      if (address.href !== window.location.href) window.history.replaceState(null, '', address);
    };
    const timer = setTimeout(put, WRITE_AFTER);
    // Written before a link or a key can lead away: an address that changes during a navigation ends it.
    const onKeyDown = ({ key }: KeyboardEvent) => key === 'Enter' && put();
    document.addEventListener('pointerdown', put, true);
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', put, true);
      document.removeEventListener('keydown', onKeyDown, true);
    };
  }, [state, pathname, names]);

  return [state, (changes) => setState((now) => ({ ...now, ...changes }))];
}
