'use client';

import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

const beforePaint = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/** Whether what is inside is no wider than its box; false until the browser has measured. */
export function useFits(box: RefObject<HTMLElement | null>, inside: RefObject<HTMLElement | null>): boolean {
  const [fits, setFits] = useState(false);
  beforePaint(() => {
    const [outer, inner] = [box.current, inside.current];
    if (!outer || !inner) return;
    const measure = () => setFits(inner.offsetWidth <= outer.clientWidth + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [box, inside]);
  return fits;
}
