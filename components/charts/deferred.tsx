'use client';

import { type ReactNode, useEffect, useState } from 'react';

/** What keeps the place of a drawing: the same height, and the rules of its axis. */
export function DrawingSkeleton({ height }: { height: number }) {
  return (
    <div
      aria-hidden
      style={{ height }}
      className="animate-pulse bg-[linear-gradient(var(--rule)_1px,transparent_1px)] bg-[length:100%_25%] motion-reduce:animate-none"
    />
  );
}

/** Children that are drawn once the page has loaded, so that what draws them is fetched after the figures. */
export function AfterLoad({ height, children }: { height: number; children: ReactNode }) {
  const loaded = useLoaded();
  return loaded ? children : <DrawingSkeleton height={height} />;
}

function useLoaded(): boolean {
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    const start = () => setLoaded(true);
    if (document.readyState === 'complete') {
      start();
      return;
    }
    window.addEventListener('load', start, { once: true });
    return () => window.removeEventListener('load', start);
  }, []);
  return loaded;
}
