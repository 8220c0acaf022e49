'use client';

import Link from 'next/link';
import { freshnessOf, type LastSync } from './freshness-text';

const LOOK = {
  good: 'bg-accent-2',
  caution: 'bg-caution-2',
  none: 'border border-ink-3',
} as const;

/** How old the figures are and whether the last sync went well; leads to the sync's own page. */
export function Freshness({
  last,
  file,
  now,
  href,
}: {
  last: LastSync | null;
  file: boolean;
  now: string;
  href: string;
}) {
  const { text, tone } = freshnessOf(last, file, new Date(now));
  return (
    <Link
      href={href}
      className="ml-auto hidden shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md px-1 text-ink-2 text-s hover:text-ink hover:underline desk:flex"
    >
      <i aria-hidden className={`size-[7px] shrink-0 rounded-full ${LOOK[tone]}`} />
      {text}
    </Link>
  );
}
