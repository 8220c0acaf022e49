'use client';

import { useEffect, useState } from 'react';
import { readTargets, type Target } from './jump-targets';

/** Typing is over after so many milliseconds: a request for every letter would only be in its own way. */
const PAUSE_MS = 60;

/** The accounts and units that the words may mean; what an earlier question answers too late is dropped. */
export function useJumpSearch(words: string): readonly Target[] {
  const [found, setFound] = useState<readonly Target[]>([]);
  const wanted = words.trim();
  useEffect(() => {
    if (wanted === '') {
      setFound([]);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/api/jump?q=${encodeURIComponent(wanted)}`, { signal: stop.signal })
        .then((reply) => (reply.ok ? reply.json() : null))
        .then((reply) => setFound(readTargets(reply)))
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  return found;
}
