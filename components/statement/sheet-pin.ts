import type { CSSProperties } from 'react';

/** As wide as a pinned column is: the next one stands beside it. */
const PIN_WIDTH = 128;

/** How a column that stays in sight is placed; undefined for one that does not. */
export function pinStyle(pinned: readonly string[], key: string): CSSProperties | undefined {
  const at = pinned.indexOf(key);
  if (at < 0) return undefined;
  return {
    position: 'sticky',
    left: `calc(var(--first) + ${at * PIN_WIDTH}px)`,
    width: PIN_WIDTH,
    minWidth: PIN_WIDTH,
  };
}
