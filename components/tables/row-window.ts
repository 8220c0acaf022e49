'use client';

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** Heights of a row: on paper and desk, and on a phone, where it has two lines. They match `--tree-row`. */
const ROW = 30;
const PHONE_ROW = 44;
/** Rows drawn before the screen's size is known: on the server, and at first in the browser. */
const FIRST_RECT = { width: 1200, height: 1000 };
/** Rows drawn beyond the screen's edge; so few rows as `WHOLE` are all drawn, so that the browser's own search finds them. */
const OVERSCAN = 12;
const WHOLE = 300;
/** What the top bar and the table's own header cover, and the tabs of a phone. */
const PADDING = { start: 92, end: 64 };

const narrow = '(max-width: 700px)';
const subscribe = (changed: () => void) => {
  const query = window.matchMedia(narrow);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

const beforeEffects = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/** The rows of a long table that are near the screen, whose page scrolls as a whole; `active` stays drawn for the focus. */
export function useRowWindow(body: RefObject<HTMLElement | null>, count: number, active: number) {
  const phone = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(narrow).matches,
    () => false,
  );
  const [margin, setMargin] = useState(0);
  const height = phone ? PHONE_ROW : ROW;
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: count <= WHOLE ? WHOLE : OVERSCAN,
    scrollMargin: margin,
    initialRect: FIRST_RECT,
    initialOffset: 0,
    scrollPaddingStart: PADDING.start,
    scrollPaddingEnd: PADDING.end,
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range);
      return active < 0 || active >= count || near.includes(active) ? near : [...near, active].sort((a, b) => a - b);
    },
  });
  beforeEffects(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setMargin(Math.round(top + window.scrollY));
  }, [body, count]);
  beforeEffects(() => virtualizer.measure(), [height]);
  return { virtualizer, height };
}

/** True while the page is being printed: then every row is drawn. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
